// Files of inputs: by key, of an input, of a reader, and those that wait for the scanner.
CREATE CONSTRAINT attachment_key IF NOT EXISTS FOR (a:Attachment) REQUIRE a.key IS UNIQUE;
CREATE INDEX attachment_of_input IF NOT EXISTS FOR (a:Attachment) ON (a.inputKey);
CREATE INDEX attachment_of_reader IF NOT EXISTS FOR (a:Attachment) ON (a.audienceKey);
CREATE INDEX attachment_scan IF NOT EXISTS FOR (a:Attachment) ON (a.scan);
// Inputs from before had no files.
MATCH (n:Input) WHERE n.files IS NULL SET n.files = [];
