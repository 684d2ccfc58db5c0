-- What operators look for in the console: deposits by who sent them ("I paid from this address").
-- Touches: adds an index to deposits, and blocks writes to it while that is built. Not safe to re-run: the runner applies it once.

CREATE INDEX deposits_by_sender ON deposits (network, from_address);
