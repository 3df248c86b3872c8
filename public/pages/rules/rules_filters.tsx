import { EuiButtonEmpty, EuiFilterGroup, EuiFlexGroup, EuiFlexItem, EuiSelect, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import { FilterPopover } from '../../components/filter_popover';
import { SearchField } from '../../components/search_field';
import { rulesUrl, type ChangeUrlState } from '../../services';
import { facetLabel, facetValueLabel } from './rule_words';
import { countFacet, facetValues, type RuleFacet, type RulesState } from './select_rules';

export interface RulesFiltersProps {
  readonly rules: readonly RuleRow[];
  /** How many of them the filters leave. */
  readonly shown: number;
  readonly state: RulesState;
  readonly onChange: ChangeUrlState<RulesState>;
}

/** Shown in this order: what asks for action first. */
const facets: readonly RuleFacet[] = ['state', 'severity', 'kind', 'platform', 'seed'];
const groups = ['none', ...facets] as const;

/** Search, filters with counts, grouping, and how many rules are left. */
export function RulesFilters({ rules, shown, state, onChange }: RulesFiltersProps): ReactElement {
  const isFiltered = state.q !== undefined || facets.some((facet) => state[facet].length > 0);
  const none = Object.fromEntries(['q', ...facets].map((name) => [name, name === 'q' ? undefined : []]));
  return (
    <>
      <EuiFlexGroup gutterSize="s" wrap alignItems="center">
        <EuiFlexItem css={{ minInlineSize: 200 }}>
          <SearchField
            text={state.q}
            onSearch={(q) => onChange({ q })}
            placeholder={i18n.translate('stagingWatch.rules.searchPlaceholder', { defaultMessage: 'Find rules by words of name, id or description' })}
            label={i18n.translate('stagingWatch.rules.searchAriaLabel', { defaultMessage: 'Find rules' })}
            data-test-subj="stagingWatchRulesSearch"
          />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiFilterGroup>
            {facets.map((facet) => (
              <FacetFilter key={facet} facet={facet} rules={rules} state={state} onChange={onChange} />
            ))}
          </EuiFilterGroup>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiSelect
            prepend={i18n.translate('stagingWatch.rules.groupLabel', { defaultMessage: 'Group by' })}
            aria-label={i18n.translate('stagingWatch.rules.groupAriaLabel', { defaultMessage: 'Group rules by' })}
            options={groups.map((group) => ({ value: group, text: group === 'none' ? i18n.translate('stagingWatch.rules.groupNoneLabel', { defaultMessage: 'nothing' }) : facetLabel(group) }))}
            value={state.group}
            onChange={({ target }) => onChange({ group: groups.find((group) => group === target.value) ?? rulesUrl.group.fallback })}
            data-test-subj="stagingWatchRulesGroup"
          />
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} css={{ minBlockSize: 40 }}>
        <EuiFlexItem grow={false}>
          <EuiText size="s">
            <p aria-live="polite" data-test-subj="stagingWatchRulesCount">
              <FormattedMessage id="stagingWatch.rules.countLabel" defaultMessage="Showing {shown, number} of {count, plural, one {# rule} other {# rules}}" values={{ shown, count: rules.length }} />
            </p>
          </EuiText>
        </EuiFlexItem>
        {isFiltered && (
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty size="s" onClick={() => onChange(none)} data-test-subj="stagingWatchRulesReset">
              <FormattedMessage id="stagingWatch.rules.resetButtonLabel" defaultMessage="Show all rules" />
            </EuiButtonEmpty>
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
    </>
  );
}

interface FacetFilterProps extends Pick<RulesFiltersProps, 'rules' | 'state' | 'onChange'> {
  readonly facet: RuleFacet;
}

/** Values that some rule has under the other filters, and those that are chosen. */
function FacetFilter({ facet, rules, state, onChange }: FacetFilterProps): ReactElement {
  const counts = countFacet(rules, state, facet);
  const chosen: readonly string[] = state[facet];
  const values = facetValues[facet].filter((value) => counts.has(value) || chosen.includes(value));
  return (
    <FilterPopover
      name={facet}
      label={facetLabel(facet)}
      choices={values.map((value) => ({ value, label: facetValueLabel(facet, value), count: counts.get(value) ?? 0 }))}
      selected={chosen}
      searchable={false}
      onChange={(selected) => onChange({ [facet]: facetValues[facet].filter((value) => selected.includes(value)) })}
    />
  );
}
