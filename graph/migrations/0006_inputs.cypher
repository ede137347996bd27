// A director's input to the BIEC: by its key, and those that a reader reads.
CREATE CONSTRAINT input_key IF NOT EXISTS FOR (n:Input) REQUIRE n.key IS UNIQUE;
CREATE INDEX input_of_reader IF NOT EXISTS FOR (n:Input) ON (n.audienceKey);
