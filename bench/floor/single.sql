\set wallet random(1, 1000)
\set amount random(1, 50)
SELECT floor_burn(:wallet, gen_random_uuid(), :amount);
