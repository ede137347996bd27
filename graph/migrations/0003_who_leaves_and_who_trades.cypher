// Whoever leaves has their tokens revoked; an administrator chooses among the accounts and filers that they read.
CREATE INDEX token_person IF NOT EXISTS FOR (n:Token) ON (n.personKey);
CREATE INDEX account_of_reader IF NOT EXISTS FOR (n:Account) ON (n.audienceKey);
CREATE INDEX filer_of_reader IF NOT EXISTS FOR (n:Filer) ON (n.audienceKey);
