import { EuiButton, EuiButtonEmpty, EuiCallOut, EuiComboBox, EuiFieldText, EuiFilePicker, EuiForm, EuiFormRow, EuiModal, EuiModalBody, EuiModalFooter, EuiModalHeader, EuiModalHeaderTitle, EuiSpacer, EuiTextArea, useGeneratedHtmlId } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useState, type FormEvent, type ReactElement } from 'react';
import type { CoverageRule } from '../../../common/coverage';
import { useAddCoverageTest } from '../../data';

/** As the contract has it. */
const longestNdjson = 900_000;

/** A test of the user's own: events, a name, and what must catch it. What the server refuses is shown with line and reason; nothing typed is lost. */
export function AddTestModal({ rules, onClose }: { readonly rules: readonly CoverageRule[]; readonly onClose: () => void }): ReactElement {
  const titleId = useGeneratedHtmlId({ prefix: 'stagingWatchAddTest' });
  const formId = useGeneratedHtmlId({ prefix: 'stagingWatchAddTestForm' });
  const [name, setName] = useState('');
  const [ndjson, setNdjson] = useState('');
  const [caughtBy, setCaughtBy] = useState<string[]>([]);
  const add = useAddCoverageTest();
  const options = rules.map(({ ruleId, name: label }) => ({ label, key: ruleId }));
  const isTooLong = ndjson.length > longestNdjson;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate({ name: name.trim(), ndjson, caughtBy }, { onSuccess: onClose });
  };
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) setNdjson(await file.text());
  };
  return (
    <EuiModal onClose={onClose} aria-labelledby={titleId} data-test-subj="stagingWatchAddTestModal">
      <EuiModalHeader>
        <EuiModalHeaderTitle id={titleId}>
          <FormattedMessage id="stagingWatch.addTest.title" defaultMessage="Add a test" />
        </EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        <EuiForm id={formId} component="form" onSubmit={onSubmit}>
          {add.isError && (
            <>
              <EuiCallOut size="s" color="danger" iconType="error" title={i18n.translate('stagingWatch.addTest.refusedTitle', { defaultMessage: 'Nothing was stored' })} data-test-subj="stagingWatchAddTestRefused">
                <p>{add.error.message}</p>
              </EuiCallOut>
              <EuiSpacer size="m" />
            </>
          )}
          <EuiFormRow label={i18n.translate('stagingWatch.addTest.nameLabel', { defaultMessage: 'Name' })}>
            <EuiFieldText value={name} maxLength={200} required onChange={(event) => setName(event.target.value)} data-test-subj="stagingWatchAddTestName" />
          </EuiFormRow>
          <EuiFormRow label={i18n.translate('stagingWatch.addTest.fileLabel', { defaultMessage: 'File of events' })} helpText={i18n.translate('stagingWatch.addTest.fileHelpText', { defaultMessage: 'NDJSON: one ECS document a line.' })}>
            <EuiFilePicker accept=".ndjson,.json,.jsonl" onChange={(files) => void readFile(files?.[0])} data-test-subj="stagingWatchAddTestFile" />
          </EuiFormRow>
          <EuiFormRow label={i18n.translate('stagingWatch.addTest.eventsLabel', { defaultMessage: 'Events' })} isInvalid={isTooLong} error={isTooLong ? i18n.translate('stagingWatch.addTest.tooLongErrorMessage', { defaultMessage: 'At most {count, number} characters.', values: { count: longestNdjson } }) : undefined}>
            <EuiTextArea rows={6} value={ndjson} isInvalid={isTooLong} onChange={(event) => setNdjson(event.target.value)} data-test-subj="stagingWatchAddTestEvents" />
          </EuiFormRow>
          <EuiFormRow label={i18n.translate('stagingWatch.addTest.caughtByLabel', { defaultMessage: 'Must be caught by' })} helpText={i18n.translate('stagingWatch.addTest.caughtByHelpText', { defaultMessage: 'None named: any rule will do.' })}>
            <EuiComboBox options={options} selectedOptions={options.filter(({ key }) => caughtBy.includes(key))} onChange={(selected) => setCaughtBy(selected.flatMap(({ key }) => (key === undefined ? [] : [key])))} data-test-subj="stagingWatchAddTestCaughtBy" />
          </EuiFormRow>
        </EuiForm>
      </EuiModalBody>
      <EuiModalFooter>
        <EuiButtonEmpty onClick={onClose} data-test-subj="stagingWatchAddTestCancel">
          <FormattedMessage id="stagingWatch.addTest.cancelButtonLabel" defaultMessage="Cancel" />
        </EuiButtonEmpty>
        <EuiButton type="submit" form={formId} fill isLoading={add.isLoading} isDisabled={name.trim() === '' || ndjson.trim() === '' || isTooLong} data-test-subj="stagingWatchAddTestSubmit">
          <FormattedMessage id="stagingWatch.addTest.submitButtonLabel" defaultMessage="Add test" />
        </EuiButton>
      </EuiModalFooter>
    </EuiModal>
  );
}
