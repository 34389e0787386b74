// The addresses of the screens. In the fragment, so that they work from a host's `/` and from `pearl://app/` alike.
import { createRouter, createWebHashHistory } from 'vue-router'
import TrackerView from './features/tracker/TrackerView.vue'
import HomeView from './features/welcome/HomeView.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** The tree of studies stands beside it. */
    tree?: boolean
    /** It shows one effort, whose id is in its address. */
    effort?: boolean
    /** The screen of the rail that it belongs to, where that is another. */
    screen?: string
  }
}
const ofEffort = { tree: true, effort: true, screen: 'home' }

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'home', component: HomeView, meta: { tree: true } },
    { path: '/effort/:id(\\d+)/:tab(TLF|SDTM|ADaM)?', name: 'effort', component: TrackerView, meta: ofEffort },
    {
      path: '/effort/:id(\\d+)/board/:tab(TLF|SDTM|ADaM)?',
      name: 'board',
      component: () => import('./features/board/BoardView.vue'),
      meta: ofEffort,
    },
    {
      path: '/effort/:id(\\d+)/checks/:tab(TLF|SDTM|ADaM)?',
      name: 'checks',
      component: () => import('./features/checks/ChecksView.vue'),
      meta: ofEffort,
    },
    {
      path: '/effort/:id(\\d+)/activity/:tab(TLF|SDTM|ADaM)?',
      name: 'activity',
      component: () => import('./features/activity/ActivityView.vue'),
      meta: ofEffort,
    },
    {
      path: '/activity',
      name: 'all-activity',
      component: () => import('./features/activity/ActivityView.vue'),
      meta: { screen: 'inbox' },
    },
    { path: '/studies', name: 'studies', component: () => import('./features/studies/StudiesView.vue') },
    { path: '/texts/:type?', name: 'texts', component: () => import('./features/texts/TextsView.vue') },
    { path: '/hosting', name: 'hosting', component: () => import('./features/hosting/HostingView.vue') },
    { path: '/settings', name: 'settings', component: () => import('./features/settings/SettingsView.vue') },
    { path: '/packages/:id(\\d+)?', name: 'packages', component: () => import('./features/packages/PackagesView.vue') },
    { path: '/events', name: 'inspector', component: () => import('./features/inspector/InspectorView.vue') },
    { path: '/work', name: 'work', component: () => import('./features/work/WorkView.vue') },
    { path: '/inbox', name: 'inbox', component: () => import('./features/inbox/InboxView.vue') },
    { path: '/dashboard', name: 'dashboard', component: () => import('./features/dashboard/DashboardView.vue') },
    { path: '/calendar', name: 'calendar', component: () => import('./features/calendar/CalendarView.vue') },
    { path: '/people', name: 'people', component: () => import('./features/people/PeopleView.vue') },
    { path: '/audit', name: 'audit', component: () => import('./features/audit/AuditView.vue') },
    { path: '/backups', name: 'backups', component: () => import('./features/backups/BackupsView.vue') },
    { path: '/tags', name: 'tags', component: () => import('./features/tags/TagsView.vue') },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
