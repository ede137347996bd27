// Open or closed, and for whom, in one word: so a matrix and a list look at no issue that isn't in them.
MATCH (i:Issue) WHERE i.shelf IS NULL
  SET i.shelf = CASE WHEN i.isOpen THEN 'open|' ELSE 'closed|' END + i.audienceKey;
CREATE INDEX issue_shelf IF NOT EXISTS FOR (n:Issue) ON (n.shelf);
// With these beside it, the engines choose them and look at closed issues too.
DROP INDEX issue_open IF EXISTS;
DROP INDEX issue_rank IF EXISTS;
