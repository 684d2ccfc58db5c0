import { expect } from "vitest";

type Refusal = { status: number; headers: Headers; text: string; body: ReturnType<JSON["parse"]> };

/** Every refusal is a problem document with a code, and none shows what is inside. */
export function expectProblem({ status, headers, text, body }: Refusal): void {
  expect(headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  expect(body).toMatchObject({ status, type: expect.stringMatching(`^https?://.+/docs/errors#${body.code}$`) });
  for (const field of ["title", "detail", "requestId"]) expect(typeof body[field]).toBe("string");
  expect(text).not.toMatch(/\.ts:\d|SELECT |INSERT |node_modules|postgres(ql)?:/);
}
