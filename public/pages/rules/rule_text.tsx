import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { RuleDetail, RuleRow } from '../../../common/api';
import { CodeText } from '../../components/code_text';

/** The text that runs; where a person edited it, the one that came with this build too. */
export function RuleText({ rule, detail }: { readonly rule: RuleRow; readonly detail: RuleDetail }): ReactElement {
  const label = i18n.translate('stagingWatch.ruleFlyout.queryTitle', { defaultMessage: 'the rule’s query' });
  return (
    <>
      {detail.shippedQuery !== undefined && (
        <>
          <EuiCallOut size="s" iconType="iInCircle" title={i18n.translate('stagingWatch.ruleFlyout.otherTextTitle', { defaultMessage: 'The text in this space is not the one that came with Staging Watch' })} data-test-subj="stagingWatchOtherText" />
          <EuiSpacer size="m" />
        </>
      )}
      <CodeText text={rule.query} label={label} data-test-subj="stagingWatchRuleText" />
      {detail.tiebreakerField !== undefined && <TiebreakerNote field={detail.tiebreakerField} />}
      {detail.shippedQuery !== undefined && (
        <>
          <EuiSpacer size="m" />
          <CodeText text={detail.shippedQuery} label={i18n.translate('stagingWatch.ruleFlyout.shippedQueryTitle', { defaultMessage: 'the query as it came' })} data-test-subj="stagingWatchShippedText" />
        </>
      )}
    </>
  );
}

function TiebreakerNote({ field }: { readonly field: string }): ReactElement {
  return <p>{i18n.translate('stagingWatch.ruleFlyout.tiebreakerDescription', { defaultMessage: 'Events of one millisecond are ordered by {field}.', values: { field } })}</p>;
}
