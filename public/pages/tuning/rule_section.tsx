import { EuiAccordion, EuiBadge, EuiFlexGroup, EuiFlexItem, EuiHealth, EuiSpacer, EuiText, EuiTitle, useGeneratedHtmlId } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement, ReactNode } from 'react';
import { HostileText } from '../../components/hostile_text';
import { sourceLabel } from './exclusion_words';
import type { RuleSection as Section } from './select_exclusions';

export interface RuleSectionProps {
  readonly section: Section;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** One rule's exclusions under its name; their counts are seen when it is closed, too. What is closed is not rendered. */
export function RuleSection({ section, isOpen, onToggle, children }: RuleSectionProps): ReactElement {
  const id = useGeneratedHtmlId({ prefix: 'stagingWatchRuleSection' });
  return (
    <>
      <EuiAccordion id={id} forceState={isOpen ? 'open' : 'closed'} onToggle={onToggle} buttonContent={<SectionName section={section} />} extraAction={<Counts section={section} />} paddingSize="none" borders="horizontal" data-test-subj={`stagingWatchExclusionsOfRule-${section.ruleId}`}>
        {isOpen && (
          <>
            {children}
            <EuiSpacer size="m" />
          </>
        )}
      </EuiAccordion>
    </>
  );
}

function SectionName({ section: { ruleName, source } }: { readonly section: Section }): ReactElement {
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap css={{ paddingBlock: 8, rowGap: 0 }}>
      <EuiFlexItem grow={false} css={{ minInlineSize: 0 }}>
        <EuiTitle size="xxs">
          <h2>
            <HostileText text={ruleName} />
          </h2>
        </EuiTitle>
      </EuiFlexItem>
      {source === 'seed' && (
        <EuiFlexItem grow={false}>
          <EuiBadge color="hollow">{sourceLabel(source)}</EuiBadge>
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}

function Counts({ section: { count, onCount, weakCount } }: { readonly section: Section }): ReactElement {
  return (
    <EuiFlexGroup gutterSize="m" alignItems="center" responsive={false} css={{ paddingInlineEnd: 8 }}>
      {weakCount > 0 && (
        <EuiFlexItem grow={false}>
          <EuiHealth color="warning" textSize="xs">
            <FormattedMessage id="stagingWatch.tuning.weakCountLabel" defaultMessage="{count, plural, one {# weak} other {# weak}}" values={{ count: weakCount }} />
          </EuiHealth>
        </EuiFlexItem>
      )}
      <EuiFlexItem grow={false}>
        <EuiText size="xs">
          <FormattedMessage id="stagingWatch.tuning.onCountLabel" defaultMessage="{on, number} of {count, number} on" values={{ on: onCount, count }} />
        </EuiText>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
