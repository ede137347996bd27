// A message to one person about one event is made once, found by its state when due, and read by whoever reads
// the event.
CREATE CONSTRAINT delivery_key IF NOT EXISTS FOR (n:Delivery) REQUIRE n.key IS UNIQUE;
// Each of these stands only on what is so now, and so an index holds no more.
CREATE INDEX delivery_due IF NOT EXISTS FOR (n:Delivery) ON (n.dueAt);
CREATE INDEX delivery_handing IF NOT EXISTS FOR (n:Delivery) ON (n.handingAt);
CREATE INDEX delivery_dead IF NOT EXISTS FOR (n:Delivery) ON (n.deadAt);
CREATE INDEX event_again IF NOT EXISTS FOR (n:Event) ON (n.againAt);
CREATE INDEX delivery_of_reader IF NOT EXISTS FOR (n:Delivery) ON (n.audienceKey, n.key);
// What happened before anyone was told of anything is told to nobody.
MATCH (e:Event {state: 'new'}) SET e.state = 'relayed';
// The relay looks for new events of which somebody hears, and for the others.
CREATE INDEX event_state_name IF NOT EXISTS FOR (n:Event) ON (n.state, n.name);
DROP INDEX event_state IF EXISTS;
