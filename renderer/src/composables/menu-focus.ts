// Where the focus goes when a menu closes: back to its button, unless what was chosen opened a dialog. A dialog that loses the
// focus to the button takes it back with all of its text selected, and the next key would replace what was typed meanwhile.

/** For `content.onCloseAutoFocus` of a menu whose entries open dialogs. */
export function leaveFocusToDialog(event: Event): void {
  if (document.querySelector('[role=dialog][data-state=open]')) event.preventDefault()
}
