import { createHash } from "node:crypto";
import { type Context, ROOT_CONTEXT, SpanKind, TraceFlags, trace } from "@opentelemetry/api";
import type { Pool } from "../db/client.js";
import type { Logger } from "../lib/log.js";
import { type Journey, readJourney } from "./readJourney.js";

export type Tracing = {
  /** Sends the trace of a deposit that was credited: from the checkout's opening to the credits. */
  traceDeposit(depositId: string): Promise<void>;
  /** Sends what is waiting. */
  close(): Promise<void>;
};

/** The same ids in every process: whoever knows a checkout's id finds its trace. */
function idsOf(checkoutId: string): { traceId: string; spanId: string } {
  const hash = createHash("sha256").update(checkoutId).digest("hex");
  return { traceId: hash.slice(0, 32), spanId: hash.slice(32, 48) };
}

const contextOf = (checkoutId: string): Context =>
  trace.setSpanContext(ROOT_CONTEXT, { ...idsOf(checkoutId), traceFlags: TraceFlags.SAMPLED, isRemote: true });

/** Steps of a deposit, each from the end of the one before. A block may be dated after it was seen: clocks differ. */
function stepsOf({ openedAt, blockAt, detectedAt, finalAt, creditedAt }: Journey): [string, Date, Date][] {
  const paidAt = blockAt > detectedAt ? detectedAt : blockAt;
  return [
    ["checkout.pay", openedAt < paidAt ? openedAt : paidAt, paidAt],
    ["deposit.detect", paidAt, detectedAt],
    ["deposit.confirm", detectedAt, finalAt],
    ["deposit.credit", finalAt, creditedAt],
  ];
}

/**
 * Traces from checkout to credit, sent by OTLP over HTTP. The spans are made from the tables once a deposit is credited, so
 * that they span processes, restarts and days, and cost the pipeline nothing. The SDK is loaded only here.
 * @param endpoint as OTEL_EXPORTER_OTLP_ENDPOINT: `/v1/traces` is added to it.
 */
export async function openTracing(pool: Pool, endpoint: string, log: Logger): Promise<Tracing> {
  const [{ BasicTracerProvider, BatchSpanProcessor, RandomIdGenerator }, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ]);
  const random = new RandomIdGenerator();
  let root: { traceId: string; spanId: string } | undefined;
  const provider = new BasicTracerProvider({
    resource: resources.resourceFromAttributes({ "service.name": "coffer" }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` })),
    ],
    // A root span gets the ids that its checkout names; every other one its own.
    idGenerator: {
      generateTraceId: () => root?.traceId ?? random.generateTraceId(),
      generateSpanId: () => root?.spanId ?? random.generateSpanId(),
    },
  });
  const tracer = provider.getTracer("coffer");

  function sendRoot({ checkoutId, network, openedAt, creditedAt, status }: Journey): void {
    root = idsOf(checkoutId);
    const attributes = { "coffer.checkout": checkoutId, "coffer.network": network, "coffer.status": status };
    tracer.startSpan("checkout", { root: true, startTime: openedAt, attributes }, ROOT_CONTEXT).end(creditedAt);
    root = undefined;
  }

  return {
    traceDeposit: async (depositId) => {
      try {
        const journey = await readJourney(pool, depositId);
        if (journey === null) return;
        if (journey.first) sendRoot(journey);
        const attributes = { "coffer.deposit": depositId, "coffer.transaction": journey.txHash };
        for (const [name, startTime, endTime] of stepsOf(journey)) {
          tracer
            .startSpan(name, { kind: SpanKind.INTERNAL, startTime, attributes }, contextOf(journey.checkoutId))
            .end(endTime);
        }
      } catch (error) {
        // A trace is worth less than the credit that it is about.
        log.warn({ depositId, err: error }, "no trace of this deposit");
      }
    },
    close: () => provider.shutdown(),
  };
}
