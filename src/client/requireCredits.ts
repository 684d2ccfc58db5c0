import type { IncomingMessage, ServerResponse } from "node:http";
import type { Api } from "./api.js";
import { CofferUnreachableError, isCofferError } from "./cofferError.js";
import type { Settlement } from "./holdCredits.js";
import { type ChargeOptions, type OpenCharge, openCharge } from "./openCharge.js";
import type { Hold } from "./schema.js";

/** What a request costs, and whose wallet pays. */
export type ChargeOf<Request> = (
  request: Request,
) => Omit<ChargeOptions, "signal"> | Promise<Omit<ChargeOptions, "signal">>;

/** In `response.locals.charge`, for the handler. */
export type RequestCharge = {
  hold: Hold;
  /** Aborted when the client goes away, or the hold is lost. */
  signal: AbortSignal;
  /** Says what is to be recorded when the request is charged; with an outcome, it is charged whatever the status. */
  settle(settlement: Settlement): void;
};

export type Middleware<Request> = (
  request: Request,
  response: ServerResponse & { locals: Record<string, unknown> },
  next: (error?: unknown) => void,
) => void;

const PROBLEM = "application/problem+json; charset=utf-8";
const RETRY_AFTER_SECONDS = "2";

function answerProblem(response: ServerResponse, problem: { status: number; [field: string]: unknown }): void {
  for (const name of response.getHeaderNames()) if (/^(content-|etag$)/i.test(name)) response.removeHeader(name);
  response.statusCode = problem.status;
  response.setHeader("Content-Type", PROBLEM);
  if (problem.status === 503) response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
  response.end(JSON.stringify(problem));
}

const NOT_CHECKED = "Credits cannot be checked at the moment; nothing was charged. Try again.";
/** A capture that nobody answered may have happened. */
const NOT_SETTLED = "Credits cannot be settled at the moment. Look at your balance before you try again.";

function answerUnavailable(response: ServerResponse, detail: string): void {
  answerProblem(response, { type: "about:blank", title: "Not available at the moment", status: 503, detail });
}

/** What the client is told when the work may not begin; what only the service can mend goes to its error handler. */
function refuse(error: unknown, response: ServerResponse, next: (error?: unknown) => void): void {
  if (isCofferError(error, "insufficient_credits", "invalid_request", "unknown_operation")) {
    answerProblem(response, error.problem);
  } else if (error instanceof CofferUnreachableError || isCofferError(error, "unavailable", "rate_limited")) {
    answerUnavailable(response, NOT_CHECKED);
  } else {
    next(error);
  }
}

/**
 * Puts the charge's end before the response's: the last bytes of a success go out when the credits are captured, so
 * that nothing is given away.
 */
function settleBeforeEnd(response: ServerResponse, charge: OpenCharge, settled: () => Settlement): void {
  const end = response.end;
  const finish = (parts: unknown[]) => Reflect.apply(end, response, parts);
  const fail = async (error: unknown, parts: unknown[]) => {
    if (await charge.wasCaptured()) return finish(parts);
    void charge.release(String(error));
    if (response.headersSent) response.destroy(error instanceof Error ? error : undefined);
    else answerUnavailable(response, NOT_SETTLED);
  };
  response.end = ((...parts: unknown[]) => {
    response.end = end;
    const settlement = settled();
    const isCharged = response.statusCode < 400 || settlement.outcome !== undefined;
    if (isCharged && !response.destroyed) {
      charge.capture(settlement).then(
        () => finish(parts),
        (error) => fail(error, parts),
      );
    } else {
      finish(parts);
      void charge.release(`the handler answered ${response.statusCode}`);
    }
    return response;
  }) as typeof end;
}

/** See {@link CofferClient.requireCredits}. */
export function requireCredits<Request extends IncomingMessage>(
  api: Api,
  chargeOf: ChargeOf<Request>,
): Middleware<Request> {
  return (request, response, next) => {
    const gone = new AbortController();
    let charge: OpenCharge | undefined;
    let settlement: Settlement = {};
    let isEnding = false;
    response.once("close", () => {
      if (response.writableFinished || isEnding) return;
      gone.abort(new Error("The client went away."));
      void charge?.release("the client went away");
    });
    const begin = async () => {
      charge = await openCharge(api, { ...(await chargeOf(request)), signal: gone.signal });
      if (gone.signal.aborted) return charge.release("the client went away");
      const { hold, signal } = charge;
      const settle = (more: Settlement) => {
        settlement = { ...settlement, ...more };
      };
      response.locals.charge = { hold, signal, settle } satisfies RequestCharge;
      settleBeforeEnd(response, charge, () => {
        isEnding = true;
        return settlement;
      });
      next();
    };
    begin().catch((error: unknown) => {
      if (!gone.signal.aborted) refuse(error, response, next);
    });
  };
}
