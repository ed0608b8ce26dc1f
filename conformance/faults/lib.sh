# What the scripts of planted faults and of healthy set-ups share. Sourced by ./one, in the refused person's shell.
#
# Set when a script's functions run:
#   FAULT       the script's name
#   USER_NAME   an IAM user's name that is this run's alone; USER_ARN is its ARN, once there is one
#   HOME        the person's own, fresh; nothing is in it but what the start below wrote
#   CLUSTER, REGION, ACCOUNT, CLUSTER_ARN    the sandbox's
#   SCRATCH     a folder beside the home, for what is not the person's: stand-ins, answers, notes
#
# The person's shell has AWS_ENDPOINT_URL, AWS_CA_BUNDLE, AWS_EC2_METADATA_SERVICE_ENDPOINT and NO_PROXY, which lead to
# the sandbox, and neither keys nor a region nor KUBECONFIG: those stand in files, where people have them.

CLUSTER=eks-cluster
REGION=ap-northeast-2
ACCOUNT=123456789012
CLUSTER_ARN=arn:aws:eks:$REGION:$ACCOUNT:cluster/$CLUSTER
VIEWERS=planted-viewers # a group that may read, as a colleague's would

# ---- as the administrator -------------------------------------------------------------------------------------------

# Runs a command as whoever made the cluster, with none of the person's variables.
as_admin() {
  env -i PATH="$FAULTS_PATH" HOME="$FAULTS_DIR/admin" LANG=C.UTF-8 AWS_PAGER= SALLYPORT_NO_BUILD=1 \
    ${SALLYPORT_JAVA_HOME:+SALLYPORT_JAVA_HOME="$SALLYPORT_JAVA_HOME"} ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} \
    bash -c '. "$1"; shift; exec "$@"' as_admin "$FAULTS_DIR/admin.env" "$@"
}

# iam ACTION [KEY=VALUE...]: one call of IAM as the administrator, by curl: the AWS CLI takes 0.7 s to start, and these
# are chores around the thing that is tried. Prints the answer, XML.
iam() { query iam us-east-1 2010-05-08 "$@"; }

query() { # SERVICE REGION VERSION ACTION [KEY=VALUE...]
  local service=$1 region=$2 version=$3 action=$4 word
  shift 4
  local words=(--data-urlencode "Action=$action" --data-urlencode "Version=$version")
  for word in "$@"; do words+=(--data-urlencode "$word"); done
  # Keys go by standard input, so that no list of processes shows them.
  as_admin bash -c 'printf "user = \"%s:%s\"\n" "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" \
    | curl -sS --fail-with-body --noproxy "*" --cacert "$AWS_CA_BUNDLE" --config - "$@" "$AWS_ENDPOINT_URL/"' query \
    --aws-sigv4 "aws:amz:$region:$service" "${words[@]}"
}

# xml NAME: the text of the first element of that name on standard input.
xml() { tr -d '\n' | sed -n "s:.*<$1>\([^<]*\)</$1>.*:\1:p"; }

# new_user NAME: an IAM user that may describe clusters. Prints access key id and secret, with a blank between.
new_user() {
  local key
  iam CreateUser UserName="$1" >/dev/null
  allow "$1" eks:DescribeCluster
  key=$(iam CreateAccessKey UserName="$1")
  printf '%s %s\n' "$(xml AccessKeyId <<<"$key")" "$(xml SecretAccessKey <<<"$key")"
}

# allow NAME ACTION [RESOURCE]: lets a user do something in IAM.
allow() {
  iam PutUserPolicy UserName="$1" PolicyName="$(tr -c '[:alnum:]' - <<<"$2" | sed 's/-*$//')" PolicyDocument="$(policy "$2" "${3:-*}")" >/dev/null
}

policy() { printf '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "%s"}]}' "$1" "$2"; }

# new_role NAME PRINCIPAL [CONDITION [PATH]]: a role that this principal may assume, as it stands in a trust policy:
# '{"AWS": "arn:…"}', '{"Service": "ec2.amazonaws.com"}'. It may describe clusters. Prints its ARN.
new_role() {
  local action=sts:AssumeRole
  case $2 in *Federated*) action=sts:AssumeRoleWithWebIdentity ;; esac
  iam CreateRole RoleName="$1" Path="${4:-/}" AssumeRolePolicyDocument="{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"$action\", \"Principal\": $2${3:+, \"Condition\": $3}}]}" | xml Arn
  iam PutRolePolicy RoleName="$1" PolicyName=describe PolicyDocument="$(policy eks:DescribeCluster '*')" >/dev/null
}

# trust ROLE PRINCIPAL [CONDITION]: makes this a role's trust policy, as new_role does.
trust() {
  iam UpdateAssumeRolePolicy RoleName="$1" PolicyDocument="{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": $2${3:+, \"Condition\": $3}}]}" >/dev/null
}

# map_user ARN USERNAME [GROUP...] and map_role ARN USERNAME [GROUP...]: adds an entry to aws-auth.
map_user() { add_entry mapUsers userarn "$@"; }
map_role() { add_entry mapRoles rolearn "$@"; }

add_entry() { # SECTION KEY ARN USERNAME [GROUP...]
  local section=$1 entry
  entry=$(printf -- '- %s: %s\n  username: %s\n  groups:' "$2" "$3" "$4")
  shift 4
  for group in "$@"; do entry+=$(printf '\n  - %s' "$group"); done
  [ $# -gt 0 ] || entry+=' []'
  jq --arg section "$section" --arg entry "$entry"$'\n' \
    '.data[$section] = ((.data[$section] // "") | if . == "" or endswith("\n") then . else . + "\n" end) + $entry' \
    "$SCRATCH/aws-auth.json" >"$SCRATCH/aws-auth.new"
  mv "$SCRATCH/aws-auth.new" "$SCRATCH/aws-auth.json"
  put_aws_auth
}

# Writes aws-auth as it stands in $SCRATCH/aws-auth.json: edit that with jq, then call this.
put_aws_auth() {
  as_admin kubectl replace -f "$SCRATCH/aws-auth.json" >/dev/null 2>&1 || as_admin kubectl create -f "$SCRATCH/aws-auth.json" >/dev/null
}

# set_section mapRoles|mapUsers TEXT: makes a section of aws-auth this text.
set_section() {
  jq --arg section "$1" --arg text "$2" '.data[$section] = $text' "$SCRATCH/aws-auth.json" >"$SCRATCH/aws-auth.new"
  mv "$SCRATCH/aws-auth.new" "$SCRATCH/aws-auth.json"
  put_aws_auth
}

# unmap: the sandbox's own entries alone.
unmap() {
  cp "$FAULTS_DIR/aws-auth.json" "$SCRATCH/aws-auth.json"
  put_aws_auth
}

# grant GROUP CLUSTERROLE: binds a group to a role in the whole cluster.
grant() {
  as_admin kubectl create clusterrolebinding "$1-$2" --clusterrole="$2" --group="$1" >/dev/null
}

# ---- in the person's home -------------------------------------------------------------------------------------------

# profile NAME [KEY=VALUE...]: adds a profile to ~/.aws/config, with the sandbox's region unless another is given.
profile() {
  local name=$1 setting
  shift
  mkdir -p "$HOME/.aws"
  {
    [ "$name" = default ] && printf '[default]\n' || printf '[profile %s]\n' "$name"
    case " $*" in *' region='*) ;; *) printf 'region = %s\n' "$REGION" ;; esac
    for setting in "$@"; do printf '%s = %s\n' "${setting%%=*}" "${setting#*=}"; done
  } >>"$HOME/.aws/config"
}

# keys PROFILE ID SECRET [TOKEN]: writes keys into ~/.aws/credentials.
keys() {
  mkdir -p "$HOME/.aws"
  {
    printf '[%s]\naws_access_key_id = %s\naws_secret_access_key = %s\n' "$1" "$2" "$3"
    [ -z "${4:-}" ] || printf 'aws_session_token = %s\n' "$4"
  } >>"$HOME/.aws/credentials"
  chmod 600 "$HOME/.aws/credentials"
}

# kubeconfig [ARG...]: aws eks update-kubeconfig. What it writes without more arguments is the same for everybody, so one is
# kept and copied: the administrator's, since the AWS CLI writes an AWS_PROFILE of the shell into the entry.
kubeconfig() {
  if [ $# -gt 0 ]; then
    aws eks update-kubeconfig --name "$CLUSTER" --region "$REGION" "$@"
    return
  fi
  if [ ! -f "$FAULTS_DIR/kubeconfig" ]; then
    as_admin aws eks update-kubeconfig --name "$CLUSTER" --region "$REGION" --kubeconfig "$FAULTS_DIR/kubeconfig"
  fi
  mkdir -p "$HOME/.kube"
  cp "$FAULTS_DIR/kubeconfig" "$HOME/.kube/config"
  chmod 600 "$HOME/.kube/config"
}

# The usual start: a colleague in order. An IAM user with keys of their own in the default profile, mapped into a group
# that may read, with the kubeconfig of aws eks update-kubeconfig.
colleague() {
  mapped_user default
  kubeconfig
}

# mapped_user PROFILE: likewise with keys in this profile, and without a kubeconfig.
mapped_user() {
  new_colleague_keys
  profile "$1"
  keys "$1" $(cat "$SCRATCH/keys")
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
}

# bound_colleague: a colleague whose user name is bound, and no group of theirs: whoever maps them anew need not know one.
bound_colleague() {
  colleague
  as_admin kubectl create clusterrolebinding "$USER_NAME" --clusterrole=view --user="$USER_NAME" >/dev/null
}

# The user alone: exists in IAM, its keys stand in $SCRATCH/keys (id, blank, secret), USER_ARN is set.
new_colleague_keys() {
  new_user "$USER_NAME" >"$SCRATCH/keys"
  USER_ARN=arn:aws:iam::$ACCOUNT:user/$USER_NAME
}

# ---- programs and stand-ins -----------------------------------------------------------------------------------------

# hide PROGRAM...: a PATH on which everything is found but these.
hide() {
  local folder=$SCRATCH/path found
  mkdir -p "$folder"
  (
    IFS=:
    set -f
    for from in $PATH; do
      [ -d "$from" ] || continue
      set +f
      find "$from" -mindepth 1 -maxdepth 1 ! -type d -print
      set -f
    done
  ) | awk -F/ '!seen[$NF]++' | xargs ln -s -t "$folder"
  for found in "$@"; do rm -f "$folder/$found"; done
  export PATH=$folder
  hash -r
}

# stand_in PROGRAM: puts a script before the real program on the PATH; its text comes on standard input. Inside, REAL
# is the real one's path.
stand_in() {
  local real
  real=$(command -v "$1" || true)
  mkdir -p "$SCRATCH/bin"
  { printf '#!/bin/bash\nREAL=%q\n' "$real"; cat; } >"$SCRATCH/bin/$1"
  chmod +x "$SCRATCH/bin/$1"
  export PATH=$SCRATCH/bin:$PATH
  hash -r
}

# background COMMAND...: something that runs until the script has ended.
background() {
  "$@" >"$SCRATCH/background.log" 2>&1 </dev/null &
  printf '%s\n' "$!" >>"$SCRATCH/pids"
}

# edit_kubeconfig JQ [ARG...]: changes the person's kubeconfig by a jq program, which sees it as JSON.
edit_kubeconfig() {
  as_admin kubectl config view --raw --kubeconfig "$HOME/.kube/config" -o json | jq "$@" >"$SCRATCH/kubeconfig"
  cp "$SCRATCH/kubeconfig" "$HOME/.kube/config"
}

# old_token MINUTES: a token for the cluster as it was made that long ago, with the keys in $SCRATCH/keys.
old_token() {
  local id secret when day scope query key string host=${AWS_ENDPOINT_URL#https://}
  host=${host%%/*}
  read -r id secret <"$SCRATCH/keys"
  when=$(date -u +%Y%m%dT%H%M%SZ -d "-$1 minutes") day=${when%%T*}
  scope=$day/$REGION/sts/aws4_request
  query="Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=$id%2F${scope//\//%2F}&X-Amz-Date=$when&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"
  string=$(printf 'GET\n/\n%s\nhost:%s\nx-k8s-aws-id:%s\n\nhost;x-k8s-aws-id\n%s' "$query" "$host" "$CLUSTER" "$(printf '' | sha256sum | cut -d' ' -f1)")
  string=$(printf 'AWS4-HMAC-SHA256\n%s\n%s\n%s' "$when" "$scope" "$(printf %s "$string" | sha256sum | cut -d' ' -f1)")
  key=$(printf %s "AWS4$secret" | od -An -tx1 -v | tr -d ' \n')
  for part in "$day" "$REGION" sts aws4_request; do key=$(hmac "$key" "$part"); done
  printf 'k8s-aws-v1.%s' "$(printf 'https://%s/?%s&X-Amz-Signature=%s' "$host" "$query" "$(hmac "$key" "$string")" | base64 -w0 | tr '+/' '-_' | tr -d =)"
}
hmac() { printf %s "$2" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$1" | sed 's/.* //'; }

# shown_map: an administrator has sent the person the map, as kubectl get configmap prints it. Header: # doctor: --with
# aws-auth.yaml
shown_map() { as_admin kubectl get configmap aws-auth -n kube-system -o yaml >"$HOME/aws-auth.yaml"; }

# ---- and more -------------------------------------------------------------------------------------------------------
. "$(dirname "${BASH_SOURCE[0]}")/lib/networks.sh"
. "$(dirname "${BASH_SOURCE[0]}")/lib/identities.sh"
. "$(dirname "${BASH_SOURCE[0]}")/lib/nodes.sh"
