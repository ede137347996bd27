// Editions of packets: found by key, by the group's Center, and by the meeting they belong to.
CREATE CONSTRAINT packet_key IF NOT EXISTS FOR (n:Packet) REQUIRE n.key IS UNIQUE;
CREATE INDEX packet_audience IF NOT EXISTS FOR (n:Packet) ON (n.audienceKey, n.day);
CREATE INDEX packet_meeting IF NOT EXISTS FOR (n:Packet) ON (n.meetingKey);
