import { EuiAccordion, EuiBadge, EuiFlexGroup, EuiFlexItem, EuiLink, EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { HostileText } from '../../components/hostile_text';
import { PortDeviations, portLanguageLabel, PortTexts } from '../../components/port_notes';
import type { CoverageCellPlace, FoundPort } from '../../data';
import { rulesPath, useAppLink } from '../../services';
import type { PortAgreement } from './port_agreement';
import { PortVerdicts } from './port_verdicts';

export interface PortPanelProps {
  readonly found: FoundPort;
  readonly agreement: PortAgreement;
  readonly onOpen: (place: CoverageCellPlace) => void;
}

/** One port: where it is from, how far the verdicts agree, each that does not with its reason, and what the texts do otherwise. */
export function PortPanel({ found, agreement, onOpen }: PortPanelProps): ReactElement {
  const { ruleId, port, query } = found;
  const differing = agreement.verdicts.filter(({ outcome, isOutdated }) => outcome === 'listed' || outcome === 'unlisted' || isOutdated);
  const id = `stagingWatchPort-${ruleId}`;
  return (
    <EuiPanel hasBorder hasShadow={false} data-test-subj={id}>
      <Head found={found} agreement={agreement} />
      <EuiSpacer size="s" />
      {differing.length > 0 && (
        <>
          <PortVerdicts ruleId={ruleId} verdicts={differing} caption={i18n.translate('stagingWatch.ports.differingCaption', { defaultMessage: 'Tests on which original and ours differ' })} onOpen={onOpen} />
          <EuiSpacer size="s" />
        </>
      )}
      <EuiAccordion id={`${id}-all`} buttonContent={i18n.translate('stagingWatch.ports.allTestsTitle', { defaultMessage: 'All {count, number} verdicts', values: { count: agreement.verdicts.length } })} data-test-subj={`${id}-all`}>
        <PortVerdicts ruleId={ruleId} verdicts={agreement.verdicts} caption={i18n.translate('stagingWatch.ports.allCaption', { defaultMessage: 'All tests that the rule can be asked' })} onOpen={onOpen} />
      </EuiAccordion>
      <EuiSpacer size="s" />
      <EuiAccordion id={`${id}-deviations`} buttonContent={i18n.translate('stagingWatch.ports.deviationsTitle', { defaultMessage: '{count, plural, one {# deviation} other {# deviations}} from the original, line by line', values: { count: port.deviations.length } })} data-test-subj={`${id}-deviations`}>
        <PortDeviations deviations={port.deviations} />
      </EuiAccordion>
      <EuiSpacer size="s" />
      <EuiAccordion id={`${id}-texts`} buttonContent={i18n.translate('stagingWatch.ports.textsTitle', { defaultMessage: 'Both texts' })}>
        <EuiSpacer size="s" />
        <PortTexts language={port.language} original={port.original} query={query} />
      </EuiAccordion>
    </EuiPanel>
  );
}

function Head({ found: { ruleId, name, port, references }, agreement }: Pick<PortPanelProps, 'found' | 'agreement'>): ReactElement {
  const appLink = useAppLink();
  const { document, lines, licence } = port.original;
  return (
    <EuiFlexGroup gutterSize="s" alignItems="flexStart" wrap>
      <EuiFlexItem css={{ minInlineSize: 280 }}>
        <EuiTitle size="xs">
          <h2>{portLanguageLabel(port.language)}</h2>
        </EuiTitle>
        <EuiText size="s">
          <p>
            <EuiLink {...appLink(rulesPath({ flyout: ruleId, tab: 'port' }))} data-test-subj={`stagingWatchPortRuleLink-${ruleId}`}>
              <HostileText text={agreement.rule?.name ?? name} />
            </EuiLink>
          </p>
        </EuiText>
        <EuiText size="xs">
          <p>
            <FormattedMessage
              id="stagingWatch.ports.sourceDescription"
              defaultMessage="{document}, lines {lines}. {hasLicence, select, yes {Licence: {licence}.} other {The document names no licence.}}"
              values={{ document, lines, hasLicence: licence === undefined ? 'no' : 'yes', licence: licence ?? '' }}
            />{' '}
            {references.map((reference) => (
              <span key={reference}>
                <EuiLink href={reference} target="_blank" external>
                  {reference.replace(/^https:\/\//, '')}
                </EuiLink>{' '}
              </span>
            ))}
          </p>
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <Counts agreement={agreement} />
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function Counts({ agreement: { rule, counts } }: Pick<PortPanelProps, 'agreement'>): ReactElement {
  const words: ReadonlyArray<readonly [keyof typeof counts, string, string]> = [
    ['agrees', 'hollow', i18n.translate('stagingWatch.ports.agreesLabel', { defaultMessage: '{count, plural, one {# verdict agrees} other {# verdicts agree}}', values: { count: counts.agrees } })],
    ['listed', 'hollow', i18n.translate('stagingWatch.ports.listedLabel', { defaultMessage: '{count, plural, one {# differs} other {# differ}}, reason listed', values: { count: counts.listed } })],
    ['unlisted', 'warning', i18n.translate('stagingWatch.ports.unlistedLabel', { defaultMessage: '{count, plural, one {# differs} other {# differ}}, no reason listed', values: { count: counts.unlisted } })],
    ['unknown', 'hollow', i18n.translate('stagingWatch.ports.unknownLabel', { defaultMessage: '{count, plural, one {# verdict} other {# verdicts}} not known now', values: { count: counts.unknown } })],
  ];
  return (
    <EuiFlexGroup gutterSize="xs" responsive={false} wrap>
      {words
        .filter(([outcome]) => counts[outcome] > 0)
        .map(([outcome, color, text]) => (
          <EuiFlexItem grow={false} key={outcome}>
            <EuiBadge color={color} data-test-subj={`stagingWatchPortCount-${outcome}`}>
              {text}
            </EuiBadge>
          </EuiFlexItem>
        ))}
      {rule?.state !== 'installed' && (
        <EuiFlexItem grow={false}>
          <EuiBadge color="warning">{rule?.state === 'edited' ? i18n.translate('stagingWatch.ports.editedLabel', { defaultMessage: 'The rule was edited' }) : i18n.translate('stagingWatch.ports.missingLabel', { defaultMessage: 'The rule is not installed' })}</EuiBadge>
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}
