import type { ReactElement } from 'react';
import { Redirect, Route, Switch } from 'react-router-dom';
import { AlertsPage } from '../pages/alerts';
import { CoveragePage } from '../pages/coverage';
import { HostsPage, HostTimelinePage } from '../pages/hosts';
import { RulesPage } from '../pages/rules';
import { ActivityPage, TuningPage } from '../pages/tuning';

/** Which page stands at which address; anything else leads to the alerts. */
export function AppRoutes(): ReactElement {
  return (
    <Switch>
      <Route exact path="/alerts" component={AlertsPage} />
      <Route exact path="/hosts" component={HostsPage} />
      <Route exact path="/hosts/timeline" component={HostTimelinePage} />
      <Route exact path="/tuning" component={TuningPage} />
      <Route exact path="/tuning/activity" component={ActivityPage} />
      <Route exact path="/rules" component={RulesPage} />
      <Route exact path="/coverage" component={CoveragePage} />
      <Redirect to="/alerts" />
    </Switch>
  );
}
