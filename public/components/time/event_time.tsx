import { EuiToolTip } from '@elastic/eui';
import type { ReactElement } from 'react';

export interface EventTimeProps {
  /** ISO 8601, for machines. */
  readonly at: string;
  /** What is read, in the user's format. */
  readonly shown: string;
  /** Absolute date, zone and UTC. */
  readonly full: string;
  readonly 'data-test-subj'?: string;
}

/** A time: the short form in place, the exact one in a tooltip that the keyboard reaches too. */
export function EventTime({ at, shown, full, 'data-test-subj': testSubject }: EventTimeProps): ReactElement {
  return (
    <EuiToolTip content={full}>
      <time dateTime={at} tabIndex={0} data-test-subj={testSubject}>
        {shown}
      </time>
    </EuiToolTip>
  );
}
