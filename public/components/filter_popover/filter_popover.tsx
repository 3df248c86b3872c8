import { EuiFilterButton, EuiPopover, EuiPopoverTitle, EuiSelectable, type EuiSelectableOption } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useState, type ReactElement } from 'react';

export interface FilterChoice {
  readonly value: string;
  readonly label: string;
  /** How many alerts have it, where known. */
  readonly count?: number;
}

export interface FilterPopoverProps {
  /** `status`, `rule`, `host`: for tests. */
  readonly name: string;
  readonly label: string;
  readonly choices: readonly FilterChoice[];
  readonly selected: readonly string[];
  readonly searchable: boolean;
  /** Not where the number of choices could be read as a number of what is filtered. */
  readonly withNumber?: boolean;
  readonly onChange: (selected: string[]) => void;
}

/** A filter button with a list of values to tick. */
export function FilterPopover({ name, label, choices, selected, searchable, withNumber = true, onChange }: FilterPopoverProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const options: EuiSelectableOption[] = choices.map(({ value, label: text, count }) => ({
    key: value,
    label: text,
    checked: selected.includes(value) ? 'on' : undefined,
    append: count === undefined ? undefined : <span>{count}</span>,
    'data-test-subj': `stagingWatchFilterChoice-${name}-${value}`,
  }));
  const button = (
    <EuiFilterButton
      iconType="arrowDown"
      onClick={() => setIsOpen(!isOpen)}
      isSelected={isOpen}
      hasActiveFilters={selected.length > 0}
      numActiveFilters={withNumber ? selected.length : undefined}
      numFilters={choices.length === 0 || !withNumber ? undefined : choices.length}
      data-test-subj={`stagingWatchFilter-${name}`}
    >
      {label}
    </EuiFilterButton>
  );
  const listProperties = {
    'aria-label': label,
    options,
    emptyMessage: i18n.translate('stagingWatch.filter.noChoicesLabel', { defaultMessage: 'Nothing to choose in this time range' }),
    onChange: (changed: EuiSelectableOption[]) => onChange(changed.flatMap(({ key, checked }) => (checked === 'on' && key !== undefined ? [key] : []))),
  };
  return (
    <EuiPopover button={button} isOpen={isOpen} closePopover={() => setIsOpen(false)} panelPaddingSize="none" aria-label={label}>
      {searchable ? (
        <EuiSelectable {...listProperties} searchable searchProps={{ placeholder: i18n.translate('stagingWatch.filter.searchPlaceholder', { defaultMessage: 'Find a value' }), compressed: true }}>
          {(list, search) => (
            <div style={{ inlineSize: 300 }}>
              <EuiPopoverTitle paddingSize="s">{search}</EuiPopoverTitle>
              {list}
            </div>
          )}
        </EuiSelectable>
      ) : (
        <EuiSelectable {...listProperties}>{(list) => <div style={{ inlineSize: 240 }}>{list}</div>}</EuiSelectable>
      )}
    </EuiPopover>
  );
}
