import { expect, it } from "vitest";
import { compareAnswers, type Difference } from "../support/tronComparison.js";
import { INTENDED_DIFFERENCES } from "../support/tronIntendedDifferences.js";
import { startTronNode } from "../support/tronNode.js";
import { readExchanges } from "../support/tronRecording.js";
import { type Answer, createTronReplay } from "../support/tronReplay.js";

// Goal: whatever a client asks, our node answers as the real one did. Method: the recorded scenario is played on our
// chain, block by block, and every recorded question is put to our node at the same moment of it. Answers are compared
// key by key; values too, but for those that no two chains share.

type Found = Difference & { asked: string };

function compare({ recorded, ours }: { recorded: Answer; ours: Answer }): Difference[] {
  const answers = compareAnswers(recorded.body, ours.body);
  const status = { where: "(status)", recorded: String(recorded.status), ours: String(ours.status) };
  const type = { where: "(type)", recorded: recorded.type, ours: ours.type };
  return [...answers, ...[status, type].filter((part) => part.recorded !== part.ours)];
}

it("answers every recorded question as the real node did, but for what differs on purpose", async () => {
  const exchanges = readExchanges();
  const node = await startTronNode({ solidityPort: 0 });
  const replay = await createTronReplay(node, exchanges);
  const found: Found[] = [];
  let held = 0;
  for (const exchange of exchanges) {
    const differences = compare(await replay.play(exchange));
    if (differences.length === 0) held += 1;
    const asked = `${exchange.file}: ${exchange.label}`;
    found.push(...differences.map((difference) => ({ ...difference, asked })));
  }
  await node.close();

  const reasonFor = ({ asked, where }: Found) =>
    INTENDED_DIFFERENCES.find((intended) => intended.label.test(asked) && intended.where.test(where));
  const unexplained = found.filter((difference) => reasonFor(difference) === undefined);
  const used = new Set(found.map(reasonFor));
  const explained = new Set(found.filter(reasonFor).map(({ asked }) => asked)).size;
  process.stdout.write(
    `${exchanges.length} recorded exchanges asked, ${held} held in full, ${explained} differ on purpose:\n`,
  );
  for (const { label, where, reason } of INTENDED_DIFFERENCES) process.stdout.write(`  ${label} ${where}: ${reason}\n`);

  expect(unexplained).toEqual([]);
  expect(INTENDED_DIFFERENCES.filter((intended) => !used.has(intended))).toEqual([]);
});
