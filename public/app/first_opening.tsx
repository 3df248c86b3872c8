import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useFindRules, useInstallRules } from '../data';
import { NoticeProvider, usePermissions } from '../services';
import { InstallNotice } from './install_notice';
import { rulesToInstall } from './rules_to_install';

/**
 * Where no API key is configured, opening the app installs the rules that are missing in this space, once, by a request of a user who may;
 * a notice on every page says what was done. Installing is idempotent, so two people at once do no harm.
 */
export function FirstOpening({ children }: { readonly children?: ReactNode }): ReactElement {
  const { show, manageRules } = usePermissions();
  const rules = useFindRules({ enabled: show });
  const install = useInstallRules();
  const asked = useRef(false);
  const missing = rules.data === undefined ? [] : rulesToInstall(rules.data);
  const shouldInstall = manageRules && missing.length > 0;
  const { mutate } = install;
  useEffect(() => {
    if (!shouldInstall || asked.current) return;
    asked.current = true;
    mutate({ repair: false });
  }, [mutate, shouldInstall]);
  return <NoticeProvider value={<InstallNotice rules={rules.data} install={install} mayManage={manageRules} />}>{children}</NoticeProvider>;
}
