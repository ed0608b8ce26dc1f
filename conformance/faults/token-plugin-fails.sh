# code: T-PLUGIN
# title: a wrapper around aws fails before it gets to it
# stand-in: aws, wrapped by somebody
# remedy: none what was put before aws is for its author to mend
plant() {
  stand_in aws <<'END'
case "$*" in *get-token*) echo 'assume-company-role: no such account' >&2; exit 3 ;; *) exec "$REAL" "$@" ;; esac
END
}
