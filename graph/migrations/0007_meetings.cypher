// A meeting and each line of its agenda have keys of their own.
CREATE CONSTRAINT meeting_key IF NOT EXISTS FOR (n:Meeting) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT agendaitem_key IF NOT EXISTS FOR (n:AgendaItem) REQUIRE n.key IS UNIQUE;
// A list of meetings costs what its reader may read, and an agenda what stands on it for that reader.
CREATE INDEX meeting_of_reader IF NOT EXISTS FOR (n:Meeting) ON (n.audienceKey, n.day);
CREATE INDEX agendaitem_of_meeting_and_reader IF NOT EXISTS FOR (n:AgendaItem) ON (n.meetingKey, n.audienceKey);
CREATE INDEX agendaitem_about_and_reader IF NOT EXISTS FOR (n:AgendaItem) ON (n.aboutKey, n.audienceKey);
// A Center's inputs are asked for each of its agendas.
CREATE INDEX input_of_center_and_reader IF NOT EXISTS FOR (n:Input) ON (n.centerKey, n.audienceKey);
