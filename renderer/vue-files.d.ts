// What tools without Vue support see of a component. vue-tsc does not use it: it reads the components themselves.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent
  export default component
}
