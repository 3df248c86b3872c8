import { EuiSpacer, EuiText } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { FailurePrompt, LoadingRows } from '../../components/page_states';
import { useFindPorts, type CoverageCellPlace, type CoverageMatrix } from '../../data';
import { portAgreement } from './port_agreement';
import { PortPanel } from './port_panel';

/** Each text of another product beside ours: do the two decide the same on the tests of the matrix, and if not, why. */
export function PortsView({ matrix, onOpen }: { readonly matrix: CoverageMatrix; readonly onOpen: (place: CoverageCellPlace) => void }): ReactElement {
  const ports = useFindPorts();
  if (ports.data === undefined) return ports.isError ? <FailurePrompt failure={ports.error} onRetry={() => void ports.refetch()} /> : <LoadingRows />;
  return (
    <div data-test-subj="stagingWatchPorts">
      <EuiText size="s">
        <p>
          <FormattedMessage
            id="stagingWatch.ports.introDescription"
            defaultMessage="What ours does is from the last run of the matrix. An original that a rule here keeps word for word has that rule’s verdicts; any other cannot be run here and does what our port does as it was shipped, save where a difference is listed with its reason."
          />
        </p>
      </EuiText>
      {ports.data.ports.map((found) => (
        <div key={found.ruleId}>
          <EuiSpacer size="m" />
          <PortPanel found={found} agreement={portAgreement(found, matrix)} onOpen={onOpen} />
        </div>
      ))}
    </div>
  );
}
