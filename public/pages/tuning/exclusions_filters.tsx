import { EuiButtonEmpty, EuiFilterButton, EuiFilterGroup, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { ExclusionRow } from '../../../common/api';
import { strengthLabel } from '../../components/badges';
import { FilterPopover } from '../../components/filter_popover';
import { SearchField } from '../../components/search_field';
import type { ChangeUrlState } from '../../services';
import { sourceLabel } from './exclusion_words';
import { countFacet, facetValues, isWeakAndOn, type ExclusionFacet, type TuningState } from './select_exclusions';

export interface ExclusionsFiltersProps {
  readonly rows: readonly ExclusionRow[];
  /** How many of them the filters leave. */
  readonly shown: number;
  readonly state: TuningState;
  readonly onChange: ChangeUrlState<TuningState>;
}

const facets: readonly ExclusionFacet[] = ['state', 'strength', 'source'];

export function isFiltered(state: TuningState): boolean {
  return state.q !== undefined || state.rule !== undefined || facets.some((facet) => state[facet].length > 0);
}

/** Search, filters with counts, and how many exclusions are left. */
export function ExclusionsFilters({ rows, shown, state, onChange }: ExclusionsFiltersProps): ReactElement {
  const rules = [...new Map(rows.map(({ ruleId, ruleName }) => [ruleId, ruleName]))];
  return (
    <>
      <EuiFlexGroup gutterSize="s" wrap alignItems="center">
        <EuiFlexItem css={{ minInlineSize: 200 }}>
          <SearchField
            text={state.q}
            onSearch={(q) => onChange({ q })}
            placeholder={i18n.translate('stagingWatch.tuning.searchPlaceholder', { defaultMessage: 'Find exclusions by words of rule, text or reason' })}
            label={i18n.translate('stagingWatch.tuning.searchAriaLabel', { defaultMessage: 'Find exclusions' })}
            data-test-subj="stagingWatchExclusionsSearch"
          />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiFilterGroup>
            <WeakAndOn rows={rows} state={state} onChange={onChange} />
            {facets.map((facet) => (
              <FacetFilter key={facet} facet={facet} rows={rows} state={state} onChange={onChange} />
            ))}
            <FilterPopover
              name="rule"
              label={i18n.translate('stagingWatch.tuning.ruleFilterLabel', { defaultMessage: 'Rule' })}
              choices={rules.map(([value, label]) => ({ value, label, count: rows.filter(({ ruleId }) => ruleId === value).length }))}
              selected={state.rule === undefined ? [] : [state.rule]}
              searchable
              onChange={(selected) => onChange({ rule: selected.find((ruleId) => ruleId !== state.rule) })}
            />
          </EuiFilterGroup>
        </EuiFlexItem>
      </EuiFlexGroup>
      <Count count={rows.length} shown={shown} state={state} onChange={onChange} />
    </>
  );
}

function Count({ count, shown, state, onChange }: Pick<ExclusionsFiltersProps, 'shown' | 'state' | 'onChange'> & { readonly count: number }): ReactElement {
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} css={{ minBlockSize: 40 }}>
      <EuiFlexItem grow={false}>
        <EuiText size="s">
          <p aria-live="polite" data-test-subj="stagingWatchExclusionsCount">
            <FormattedMessage id="stagingWatch.tuning.countLabel" defaultMessage="Showing {shown, number} of {count, plural, one {# exclusion} other {# exclusions}}" values={{ shown, count }} />
          </p>
        </EuiText>
      </EuiFlexItem>
      {isFiltered(state) && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty size="s" onClick={() => onChange({ q: undefined, rule: undefined, state: [], strength: [], source: [] })} data-test-subj="stagingWatchTuningShowAll">
            <FormattedMessage id="stagingWatch.tuning.showAllButtonLabel" defaultMessage="Show all exclusions" />
          </EuiButtonEmpty>
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}

type PartProps = Pick<ExclusionsFiltersProps, 'rows' | 'state' | 'onChange'>;

/** The first thing to look at, by one click. */
function WeakAndOn({ rows, state, onChange }: PartProps): ReactElement {
  const isChosen = state.state.join() === 'on' && state.strength.join() === 'weak';
  return (
    <EuiFilterButton
      hasActiveFilters={isChosen}
      isSelected={isChosen}
      numFilters={rows.filter(isWeakAndOn).length}
      onClick={() => onChange(isChosen ? { state: [], strength: [] } : { state: ['on'], strength: ['weak'] })}
      data-test-subj="stagingWatchFilter-weakAndOn"
    >
      <FormattedMessage id="stagingWatch.tuning.weakAndOnFilterLabel" defaultMessage="Weak and on" />
    </EuiFilterButton>
  );
}

function FacetFilter({ facet, rows, state, onChange }: PartProps & { readonly facet: ExclusionFacet }): ReactElement {
  const counts = countFacet(rows, state, facet);
  const chosen: readonly string[] = state[facet];
  const values = facetValues[facet].filter((value) => counts.has(value) || chosen.includes(value));
  return (
    <FilterPopover
      name={facet}
      label={facetLabel(facet)}
      choices={values.map((value) => ({ value, label: valueLabel(facet, value), count: counts.get(value) ?? 0 }))}
      selected={chosen}
      searchable={false}
      onChange={(selected) => onChange({ [facet]: facetValues[facet].filter((value) => selected.includes(value)) })}
    />
  );
}

function facetLabel(facet: ExclusionFacet): string {
  switch (facet) {
    case 'state':
      return i18n.translate('stagingWatch.tuning.stateFilterLabel', { defaultMessage: 'State' });
    case 'strength':
      return i18n.translate('stagingWatch.tuning.strengthColumnTitle', { defaultMessage: 'Strength' });
    case 'source':
      return i18n.translate('stagingWatch.tuning.sourceColumnTitle', { defaultMessage: 'Source' });
  }
}

function valueLabel(facet: ExclusionFacet, value: string): string {
  if (facet === 'strength') return strengthLabel(value === 'weak' || value === 'strong' ? value : 'fair');
  if (facet === 'source') return sourceLabel(value === 'seed' ? 'seed' : 'project');
  if (value === 'on') return i18n.translate('stagingWatch.tuning.onLabel', { defaultMessage: 'On' });
  return value === 'off' ? i18n.translate('stagingWatch.tuning.offLabel', { defaultMessage: 'Off' }) : i18n.translate('stagingWatch.tuning.lockedLabel', { defaultMessage: 'Cannot be switched' });
}
