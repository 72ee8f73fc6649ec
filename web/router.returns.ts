import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { wantWords } from './i18n/text.ts'
import { readExperimentSearch } from './pages/experiments/search.ts'
import { readPolicySearch } from './pages/policies/search.ts'
import { readReplaySearch } from './pages/replays/search.ts'
import { strictly } from './router.search.ts'

/** The address holds the opened policy by its key, the version, what is chosen of it and what stands beside. */
export const policiesUnder = <Parent extends AnyRoute>(getParentRoute: () => Parent) =>
  createRoute({
    getParentRoute,
    path: '/returns/policies/{-$policy}',
    validateSearch: strictly(readPolicySearch),
    component: lazyRouteComponent(async () => {
      const [page] = await Promise.all([
        import('./pages/policies/PoliciesPage.tsx'),
        wantWords('policies'),
        wantWords('policyEditor'),
      ])
      return page
    }, 'PoliciesPage'),
  })

/** The address holds the opened replay, and of which version they are listed. */
export const replaysUnder = <Parent extends AnyRoute>(getParentRoute: () => Parent) =>
  createRoute({
    getParentRoute,
    path: '/returns/replays/{-$replay}',
    validateSearch: strictly(readReplaySearch),
    component: lazyRouteComponent(async () => {
      const [page] = await Promise.all([
        import('./pages/replays/ReplaysPage.tsx'),
        wantWords('replays'),
        wantWords('policies'),
      ])
      return page
    }, 'ReplaysPage'),
  })

/** The address holds the opened experiment, and which ones are listed. */
export const experimentsUnder = <Parent extends AnyRoute>(getParentRoute: () => Parent) =>
  createRoute({
    getParentRoute,
    path: '/returns/experiments/{-$experiment}',
    validateSearch: strictly(readExperimentSearch),
    component: lazyRouteComponent(async () => {
      const [page] = await Promise.all([import('./pages/experiments/ExperimentsPage.tsx'), wantWords('experiments')])
      return page
    }, 'ExperimentsPage'),
  })
