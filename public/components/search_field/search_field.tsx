import { EuiFieldSearch } from '@elastic/eui';
import { useEffect, useState, type ReactElement } from 'react';

export interface SearchFieldProps {
  /** As the address has it. */
  readonly text: string | undefined;
  /** At every key; undefined for nothing but blanks. */
  readonly onSearch: (text: string | undefined) => void;
  readonly placeholder: string;
  readonly label: string;
  readonly 'data-test-subj': string;
}

/** A search that the address keeps. What is typed is kept here, so that neither a key nor the focus is lost while the address changes; an address that changes otherwise wins. */
export function SearchField({ text = '', onSearch, placeholder, label, 'data-test-subj': testSubject }: SearchFieldProps): ReactElement {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped((current) => (current.trim() === text.trim() ? current : text)), [text]);
  return (
    <EuiFieldSearch
      fullWidth
      maxLength={256}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        onSearch(target.value.trim() === '' ? undefined : target.value);
      }}
      placeholder={placeholder}
      aria-label={label}
      data-test-subj={testSubject}
    />
  );
}
