# code: M-TOP-KEY
# title: the users stand below mapusers, which nobody reads
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
plant() {
  jq '.data.mapusers = .data.mapUsers | del(.data.mapUsers)' "$SCRATCH/aws-auth.json" >"$SCRATCH/aws-auth.new"
  mv "$SCRATCH/aws-auth.new" "$SCRATCH/aws-auth.json"
  put_aws_auth
  shown_map
}
