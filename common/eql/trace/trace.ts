/** Why an event matched: the matcher's own tree walked once more with what each test saw. */
import type { CompiledStage } from '../evaluate/index';
import type { FieldMatcher, Matcher } from '../evaluate/matcher';
import type { Expression } from '../language/index';
import type { EqlEvent } from '../schema/event_source';
import type { MatchTrace, PredicateTrace } from './match_trace';
import { tracePredicate, traceScript } from './trace_predicate';

/** The node that is a predicate of its own: `f : ("a", "b")` is one, `a or b` is not. */
function isListPredicate(node: Expression): boolean {
  return node.kind === 'membership' || node.kind === 'pattern_match';
}

class Tracer {
  constructor(
    private readonly event: EqlEvent,
    private readonly stage: CompiledStage
  ) {}

  trace(matcher: Matcher): MatchTrace {
    const { node } = matcher.node;
    switch (matcher.kind) {
      case 'constant':
        return { kind: 'constant', matched: matcher.value, location: node.location };
      case 'not': {
        const part = this.trace(matcher.part);
        return { kind: 'not', matched: !part.matched, location: node.location, part };
      }
      case 'field':
        return tracePredicate(node, [matcher], this.event, this.roleOf(node));
      case 'script':
        return traceScript(node, matcher, this.event, this.roleOf(node));
      case 'and':
      case 'or':
        return this.traceParts(matcher.kind, node, matcher.parts);
    }
  }

  private traceParts(kind: 'and' | 'or', node: Expression, parts: readonly Matcher[]): MatchTrace {
    if (kind === 'or' && isListPredicate(node) && parts.every((part): part is FieldMatcher => part.kind === 'field')) {
      return tracePredicate(node, parts, this.event, this.roleOf(node));
    }
    const traced = parts.map((part) => this.trace(part));
    const matched = kind === 'and' ? traced.every((part) => part.matched) : traced.some((part) => part.matched);
    return { kind, matched, location: node.location, parts: traced };
  }

  private roleOf(node: Expression): PredicateTrace['role'] {
    const { categoryLocation } = this.stage.filter;
    return node.location.start === categoryLocation.start && node.location.end === categoryLocation.end ? 'category' : 'condition';
  }
}

/**
 * Traces one stage of a compiled query (`compiled.stages[n]`, `compiled.until`) over one event; the event need not match. Throws `EqlError` only where a
 * script fails on the event.
 */
export function trace(stage: CompiledStage, event: EqlEvent): MatchTrace {
  return new Tracer(event, stage).trace(stage.matcher);
}
