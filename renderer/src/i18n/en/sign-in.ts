// Signing in.
export const signIn = {
  title: 'Sign in',
  intro: 'Use the account of this workspace.',
  expired: 'Your session has ended. Sign in again; what you had saved is kept.',
  username: 'User name',
  password: 'Password',
  show: 'Show the password',
  hide: 'Hide the password',
  submit: 'Sign in',
  missing: 'Enter your user name and your password.',
  forgotten: 'Forgotten your password? An administrator of the workspace can set a new one.',
}
