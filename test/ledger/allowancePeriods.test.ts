import { expect, it } from "vitest";
import { periodStart } from "../../src/ledger/allowancePeriods.js";

const anchor = new Date("2027-01-31T22:30:00.250Z");

it("counts months from the day they began on, and takes the last day of shorter ones", () => {
  const starts = [0, 1, 2, 3, 12, 13].map((index) => periodStart(anchor, "month", index).toISOString());
  expect(starts).toEqual([
    "2027-01-31T22:30:00.250Z",
    "2027-02-28T22:30:00.250Z",
    "2027-03-31T22:30:00.250Z",
    "2027-04-30T22:30:00.250Z",
    "2028-01-31T22:30:00.250Z",
    "2028-02-29T22:30:00.250Z",
  ]);
});

it("counts days and weeks of UTC", () => {
  expect(periodStart(anchor, "day", 1).toISOString()).toBe("2027-02-01T22:30:00.250Z");
  expect(periodStart(anchor, "week", 2).toISOString()).toBe("2027-02-14T22:30:00.250Z");
});
