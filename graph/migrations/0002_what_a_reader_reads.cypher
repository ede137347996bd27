// A list costs what its reader may read, not what others wrote: each finds its records by audience too.
CREATE INDEX person_of_reader IF NOT EXISTS FOR (n:Person) ON (n.audienceKey, n.sort);
CREATE INDEX assignment_of_reader IF NOT EXISTS FOR (n:Assignment) ON (n.role, n.audienceKey);
CREATE INDEX held_of_reader IF NOT EXISTS FOR (n:Held) ON (n.holderKey, n.audienceKey);
CREATE INDEX assessment_of_reader IF NOT EXISTS FOR (n:Assessment) ON (n.audienceKey);
CREATE INDEX publication_of_reader IF NOT EXISTS FOR (n:Publication) ON (n.state, n.audienceKey);
// What is said of one issue may have many audiences.
CREATE INDEX publication_of_issue_and_reader IF NOT EXISTS FOR (n:Publication) ON (n.issueKey, n.audienceKey);
CREATE INDEX claim_of_issue_and_reader IF NOT EXISTS FOR (n:Claim) ON (n.issueKey, n.audienceKey);
CREATE INDEX comment_of_issue_and_reader IF NOT EXISTS FOR (n:Comment) ON (n.issueKey, n.audienceKey);
CREATE INDEX event_of_subject_and_reader IF NOT EXISTS FOR (n:Event) ON (n.subjectKey, n.audienceKey);
