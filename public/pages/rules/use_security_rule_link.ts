import { useEffect, useState, type MouseEvent } from 'react';
import { useServices } from '../../services';

/** Elastic Security's browser app. */
const securityApp = 'securitySolutionUI';

/** Link to the rule's page in Elastic Security; undefined where that app is not there or the rule is not installed. */
export function useSecurityRuleLink(uuid: string | undefined): { readonly href: string; readonly onClick: (event: MouseEvent) => void } | undefined {
  const { application } = useServices();
  const [registered, setRegistered] = useState(false);
  useEffect(() => {
    const subscription = application.applications$?.subscribe((applications) => setRegistered(applications.has(securityApp)));
    return () => subscription?.unsubscribe();
  }, [application]);
  if (!registered || uuid === undefined) return undefined;
  const href = application.getUrlForApp(securityApp, { path: `/rules/id/${encodeURIComponent(uuid)}` });
  return {
    href,
    onClick(event) {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void application.navigateToUrl(href);
    },
  };
}
