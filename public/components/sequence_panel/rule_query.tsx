import { EuiAccordion, EuiSpacer, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useMemo, type ReactElement } from 'react';
import type { Span } from '../hostile_text';
import { HostileText } from '../hostile_text';
import { sequencePanelStyles } from './sequence_panel.styles';

export interface RuleQueryProps {
  /** Unique on the page. */
  readonly id: string;
  readonly query: string;
  /** Conditions that held, marked in the text. */
  readonly spans?: readonly Span[];
  readonly initiallyOpen?: boolean;
}

/** The query of a rule, folded away until wanted. */
export function RuleQuery({ id, query, spans, initiallyOpen = false }: RuleQueryProps): ReactElement {
  const theme = useEuiTheme();
  const styles = useMemo(() => sequencePanelStyles(theme), [theme]);
  const label = i18n.translate('stagingWatch.ruleQuery.title', { defaultMessage: 'The rule’s query' });
  return (
    <EuiAccordion id={id} buttonContent={label} initialIsOpen={initiallyOpen} data-test-subj="stagingWatchRuleQuery">
      <EuiSpacer size="s" />
      <div css={[styles.sequencePanel__box, { maxBlockSize: '30em' }]} role="group" aria-label={label} tabIndex={0}>
        <QueryLines query={query} spans={spans} />
      </div>
    </EuiAccordion>
  );
}

/** Line ends are the query's own: they break lines here instead of being shown as tokens. */
function QueryLines({ query, spans = [] }: Pick<RuleQueryProps, 'query' | 'spans'>): ReactElement {
  let start = 0;
  const lines = query.split('\n').map((text) => {
    const line = { text, start, spans: spans.map((span) => ({ start: span.start - start, end: span.end - start })) };
    start += text.length + 1;
    return line;
  });
  return (
    <>
      {lines.map((line) => (
        <div key={line.start}>
          <HostileText text={line.text} spans={line.spans} />
          {line.text === '' && <br />}
        </div>
      ))}
    </>
  );
}
