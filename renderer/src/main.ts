// Starts the window's program.
import './validation.ts'
import ui from '@nuxt/ui/vue-plugin'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n/index.ts'
import { router } from './router.ts'
import { useDesktop } from './stores/desktop.ts'
import { useWorkspace } from './stores/workspace.ts'
import './styles/main.css'

const app = createApp(App).use(createPinia()).use(router).use(i18n).use(ui)
const workspace = useWorkspace()
window.wsClient = workspace.feed()
useDesktop().listen({ wake: workspace.wake, navigate: (route) => void router.push(route) })
app.mount('#app')
