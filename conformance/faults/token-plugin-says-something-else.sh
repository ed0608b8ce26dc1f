# code: T-NONSENSE
# title: the plugin's command prints no credential
# stand-in: aws, wrapped by somebody
# remedy: none what was put before aws is for its author to mend
plant() {
  stand_in aws <<'END'
case "$*" in *get-token*) echo 'Fetching a token ...'; echo 'done' ;; *) exec "$REAL" "$@" ;; esac
END
}
