import { EuiCard, EuiEmptyPrompt, EuiFlexGrid, EuiFlexItem, EuiIcon, EuiPageTemplate } from '@elastic/eui';
import type { App } from '@kbn/core/public';
import type { MouseEvent, ReactElement } from 'react';
import type { ApplicationService, StartedApplication } from '../core/application/application_service';
import { FrameContext } from '../core/rendering/render_context';
import { renderTree } from '../core/rendering/render_tree';
import { navigationGroups } from './header/navigation_groups';

export interface HomeAppDependencies {
  readonly application: ApplicationService;
  readonly darkMode: boolean;
  readonly setTitle: (title: string) => void;
}

/** The host's own start page: the apps that the person may open. It is an app like any other, but not in the navigation. */
export function homeApp({ application, darkMode, setTitle }: HomeAppDependencies): App {
  return {
    id: 'home',
    title: 'Start page',
    visibleIn: [],
    mount({ element }) {
      setTitle('Start page');
      const page = (
        <FrameContext darkMode={darkMode}>
          <HomePage application={application.start()} />
        </FrameContext>
      );
      return renderTree(page, element);
    },
  };
}

function HomePage({ application }: { readonly application: StartedApplication }): ReactElement {
  const apps = navigationGroups([...application.applications$.value.values()]).flatMap((group) => group.apps);
  return (
    <EuiPageTemplate restrictWidth={960} offset={0} minHeight={0} data-test-subj="hostHomePage">
      <EuiPageTemplate.Header pageTitle="Applications" />
      <EuiPageTemplate.Section>
        {apps.length === 0 ? (
          <EuiEmptyPrompt iconType="lock" title={<h2>No application for you</h2>} body={<p>Your roles in this space grant no application. Ask an administrator.</p>} />
        ) : (
          <EuiFlexGrid columns={3}>
            {apps.map((app) => (
              <EuiFlexItem key={app.id}>
                <EuiCard
                  title={app.title}
                  titleElement="h2"
                  titleSize="xs"
                  description={(app.deepLinks ?? []).map(({ title }) => title).join(', ')}
                  icon={<EuiIcon type={app.euiIconType ?? 'apps'} size="xl" aria-hidden />}
                  href={application.getUrlForApp(app.id)}
                  onClick={(event: MouseEvent) => {
                    event.preventDefault();
                    void application.navigateToApp(app.id);
                  }}
                  data-test-subj={`hostHomeCard-${app.id}`}
                />
              </EuiFlexItem>
            ))}
          </EuiFlexGrid>
        )}
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}
