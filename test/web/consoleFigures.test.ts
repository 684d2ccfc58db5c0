import { describe, expect, it } from "vitest";
import { diffLines } from "../../src/web/console/catalog/diffLines.js";
import { rangeOf, startsOf } from "../../src/web/console/overview/periods.js";

describe("the lines that differ between two catalogues", () => {
  const write = (before: string, after: string) =>
    diffLines(before, after).map(({ kind, text }) => `${{ same: " ", removed: "-", added: "+" }[kind]}${text}`);

  it("are those taken out and those put in, in order", () => {
    expect(write("a\nb\nc\nd", "a\nc\nx\nd")).toEqual([" a", "-b", " c", "+x", " d"]);
    expect(write("a", "b")).toEqual(["-a", "+b"]);
    expect(write("a\nb", "a\nb")).toEqual([" a", " b"]);
  });

  it("make one text of the other", () => {
    const [before, after] = ["1\n2\n3\n2\n1\n4", "2\n1\n3\n1\n4\n4"];
    const lines = diffLines(before, after);
    const without = (kind: string) => lines.filter((line) => line.kind !== kind).map(({ text }) => text);
    expect([without("added").join("\n"), without("removed").join("\n")]).toEqual([before, after]);
  });
});

describe("a period of the overview", () => {
  const now = "2026-03-01T10:20:30.000Z";

  it("reaches to now, the present moment included", () => {
    expect(rangeOf("week", now)).toEqual({
      from: "2026-02-22T10:20:30.001Z",
      to: "2026-03-01T10:20:30.001Z",
      bucket: "day",
    });
  });

  it("has a bucket for each step, whether anything happened in it or not, in UTC", () => {
    const starts = startsOf(rangeOf("week", now));
    expect(starts).toHaveLength(8);
    expect([starts[0], starts[7]]).toEqual(["2026-02-22T00:00:00.000Z", "2026-03-01T00:00:00.000Z"]);
    expect(startsOf(rangeOf("day", now))).toHaveLength(25);
    const months = startsOf(rangeOf("year", now));
    expect([months.length, months[0], months.at(-1)]).toEqual([
      13,
      "2025-03-01T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ]);
  });
});
