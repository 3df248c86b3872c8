/** A page of ours that a triage step names. */
export type TriagePage = 'alerts' | 'hosts' | 'tuning' | 'coverage';

export interface TriagePiece {
  readonly text: string;
  /** Absent for ordinary words. */
  readonly page?: TriagePage;
}

const pageOf: Readonly<Record<string, TriagePage>> = { alerts: 'alerts', timeline: 'hosts', hosts: 'hosts', exclusions: 'tuning', tuning: 'tuning', coverage: 'coverage' };

/** A step cut where it names a page; each page is cut out once, so that a sentence does not turn into links. Pages are written with a capital, the timeline may be small. */
export function triagePieces(step: string): readonly TriagePiece[] {
  const seen = new Set<TriagePage>();
  const pieces: TriagePiece[] = [];
  let end = 0;
  for (const match of step.matchAll(/\b(Alerts|[Tt]imeline|Hosts|Exclusions|Tuning|Coverage)\b/g)) {
    const page = pageOf[match[0].toLowerCase()];
    if (page === undefined || seen.has(page)) continue;
    seen.add(page);
    if (match.index > end) pieces.push({ text: step.slice(end, match.index) });
    pieces.push({ text: match[0], page });
    end = match.index + match[0].length;
  }
  return end < step.length ? [...pieces, { text: step.slice(end) }] : pieces;
}
