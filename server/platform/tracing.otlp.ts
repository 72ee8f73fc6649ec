import { type Context, DiagLogLevel, diag, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Logger } from './log.ts'
import type { Attributes, NewSpan, OpenSpan, Tracing } from './tracing.ts'

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const
/** A statement longer than this says no more about itself. */
const longestText = 4_000
/** A collector that does not answer must not hold up who waits for the end of the process. */
const patienceMs = 1_000

/**
 * Sends spans by OTLP over HTTP, in batches, to `<endpoint>/v1/traces`. `percent` of all traces
 * are sent, the same ones by every process. Only imported where an endpoint is set.
 */
export function openTracing(to: { readonly endpoint: string; readonly percent: number }, log: Logger): Tracing {
  const warn = (message: string) => log.warn({ reason: message }, 'traces could not be sent')
  const silent = () => undefined
  diag.setLogger({ error: warn, warn, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN)
  const share = new TraceIdRatioBasedSampler(to.percent / 100)
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'amends' }),
    // Whoever calls may ask that nothing is sent of it, not that more is than the setting says.
    sampler: new ParentBasedSampler({ root: share, remoteParentSampled: share }),
    spanLimits: { attributeValueLengthLimit: longestText },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${to.endpoint.replace(/\/$/, '')}/v1/traces` }),
        scheduledDelayMillis: 1_000,
      }),
    ],
  })
  const tracer = provider.getTracer('amends')
  const here = new AsyncLocalStorageContextManager().enable()
  return {
    open: (span) => openSpan(span),
    traceparent: () => traceparentOf(here.active()),
    async close() {
      const patience = Promise.withResolvers<void>()
      const timer = setTimeout(patience.resolve, patienceMs)
      await Promise.race([provider.shutdown(), patience.promise]).catch(silent)
      clearTimeout(timer)
      here.disable()
    },
  }

  function openSpan({ name, kind, attributes, from = [] }: NewSpan): OpenSpan {
    const origins = from.map(contextOf)
    const [origin = here.active()] = origins.length === 1 ? origins : []
    const links = origins.length > 1 ? origins.flatMap((each) => linkTo(each)) : []
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes: { ...attributes }, links }, origin)
    const inside = trace.setSpan(origin, span)
    return {
      within: (work) => here.with(inside, work),
      end(more: Attributes = {}, how) {
        span.setAttributes({ ...more })
        if (how === 'failed') span.setStatus({ code: SpanStatusCode.ERROR })
        span.end()
      },
    }
  }
}

const propagator = new W3CTraceContextPropagator()

/** What is no traceparent leads nowhere: a span of its own begins. */
const contextOf = (traceparent: string): Context =>
  propagator.extract(ROOT_CONTEXT, { traceparent }, { get: (carrier, key) => carrier[key], keys: Object.keys })

function traceparentOf(context: Context): string | undefined {
  const carrier: { traceparent?: string } = {}
  propagator.inject(context, carrier, { set: (to, key, value) => Object.assign(to, { [key]: value }) })
  return carrier.traceparent
}

function linkTo(context: Context) {
  const spanContext = trace.getSpanContext(context)
  return spanContext ? [{ context: spanContext }] : []
}
