# Where keys come from other than a user's own file: variables, a program, a role, IAM Identity Center, a pod, an instance.
# Sourced by lib.sh. Each start below is a colleague in order, as in lib.sh, who comes in by such keys; ROLE is the ARN of
# the role that the cluster knows, where it is one.

# in_variables: keys and region in variables alone.
in_variables() {
  new_colleague_keys
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION=$REGION
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY <"$SCRATCH/keys"
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  kubeconfig
}

# by_process: the default profile's credential_process is ~/bin/my-keys.
by_process() {
  colleague
  rm "$HOME/.aws/credentials"
  mkdir -p "$HOME/bin"
  jq -rn --rawfile keys "$SCRATCH/keys" '($keys | split("[ \n]"; "")) as $k
    | "#!/bin/sh\necho \({Version: 1, AccessKeyId: $k[0], SecretAccessKey: $k[1]} | tojson | @sh)"' >"$HOME/bin/my-keys"
  chmod 700 "$HOME/bin/my-keys"
  printf 'credential_process = %s\n' "$HOME/bin/my-keys" >>"$HOME/.aws/config"
}

# new_viewer [PATH]: the user and a role that they may assume, viewer-$USER_NAME, which the cluster knows.
new_viewer() {
  new_colleague_keys
  ROLE=$(new_role "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}" '' "${1:-/}")
  allow "$USER_NAME" sts:AssumeRole "$ROLE"
  map_role "arn:aws:iam::$ACCOUNT:role/viewer-$USER_NAME" "$USER_NAME" "$VIEWERS"
}

# role_by_profile [PATH]: profile "me" has the keys, the default one the role, at which they may look.
role_by_profile() {
  new_viewer "$@"
  allow "$USER_NAME" iam:GetRole
  profile me
  keys me $(cat "$SCRATCH/keys")
  profile default role_arn="$ROLE" source_profile=me
  kubeconfig
}

# role_by_argument [PATH]: the kubeconfig assumes the role.
role_by_argument() {
  new_viewer "$@"
  profile default
  keys default $(cat "$SCRATCH/keys")
  kubeconfig --role-arn "$ROLE"
}

# role_session: SESSION is id, secret and token of a session of the role, to be put where the script wants them.
role_session() {
  new_viewer
  profile default
  keys default $(cat "$SCRATCH/keys")
  kubeconfig
  SESSION=$(assume "$ROLE")
  rm "$HOME/.aws/credentials"
}

# container_agent: a container's agent gives the keys in SESSION. Header: # stand-in: the agent
container_agent() {
  local port
  jq -n --arg keys "$SESSION" '($keys | split(" ")) as $k | {AccessKeyId: $k[0], SecretAccessKey: $k[1], Token: $k[2], Expiration: (now + 3600 | todate)}' >"$SCRATCH/agent.json"
  port=$(network text "$SCRATCH/agent.json")
  export AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:$port/credentials
}

# by_identity_center: signed in to IAM Identity Center with the permission set PERMISSION_SET, which the kubeconfig's profile
# "viewer" names.
by_identity_center() {
  PERMISSION_SET=Viewer-$FAULTS_RUN-$$
  ROLE=$(permission_set "$PERMISSION_SET")
  sso_profile viewer "$PERMISSION_SET"
  sso_login
  map_role "$ROLE" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile viewer
}

# in_pod: a pod of service account dev/app, whose token STS takes for a role.
in_pod() {
  local provider
  provider=$(believe_the_cluster)
  ROLE=$(new_role "pod-$USER_NAME" "{\"Federated\": \"$provider\"}" "{\"StringEquals\": {\"${SALLYPORT_SANDBOX_ISSUER#https://}:sub\": \"system:serviceaccount:dev:app\"}}")
  pod_token app -n dev >"$HOME/token"
  export AWS_ROLE_ARN=$ROLE AWS_WEB_IDENTITY_TOKEN_FILE=$HOME/token AWS_REGION=$REGION AWS_ROLE_SESSION_NAME=app
  map_role "$ROLE" "$USER_NAME" "$VIEWERS"
  kubeconfig
}

# on_instance: on the instance whose metadata service the shell has, with a role and no keys. The script needs
# clear() { unplug; }
on_instance() {
  instance_role
  profile default
  map_role "$ROLE" "$USER_NAME" "$VIEWERS"
  kubeconfig
}

# instance_role: a role of the script's own on that instance, and nothing else.
instance_role() {
  ROLE=$(new_role "instance-$USER_NAME" '{"Service": "ec2.amazonaws.com"}')
  unplug
  instance_profile "instance-$USER_NAME"
}

# ---- and what these are made of -------------------------------------------------------------------------------------

START_URL=https://jane.awsapps.com/start # in the sandbox, whoever signs in there is jane

# permission_set NAME: a permission set in the account: its role, whose sessions may describe clusters. It is jane's. Prints
# the role's ARN without its path, as aws-auth wants it.
permission_set() {
  local name=AWSReservedSSO_$1_0123456789abcdef
  iam CreateRole RoleName="$name" Path=/aws-reserved/sso.amazonaws.com/$REGION/ AssumeRolePolicyDocument="{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"$ACCOUNT\"}}]}" >/dev/null
  iam PutRolePolicy RoleName="$name" PolicyName=describe PolicyDocument="$(policy eks:DescribeCluster '*')" >/dev/null
  printf 'arn:aws:iam::%s:role/%s\n' "$ACCOUNT" "$name"
}

# sso_profile NAME PERMISSION_SET: a profile that signs in by the session "work".
sso_profile() {
  profile "$1" sso_session=work sso_account_id=$ACCOUNT sso_role_name="$2"
  printf '[sso-session work]\nsso_start_url = %s\nsso_region = %s\nsso_registration_scopes = sso:account:access\n' \
    "$START_URL" "$REGION" >>"$HOME/.aws/config"
}

# sso_login: signs jane in to the session "work", as aws sso login of version 2 does with a device code, and leaves the
# token where that leaves it. The AWS CLI's version 1 has no such command: with_sso_login puts this in its place.
sso_login() {
  local client begun tokens id secret
  post() { curl -sS --fail-with-body --noproxy '*' --cacert "$AWS_CA_BUNDLE" -H 'Content-Type: application/json' -d @- "$AWS_ENDPOINT_URL/$1"; }
  client=$(post client/register <<<'{"clientName": "stand-in", "clientType": "public", "scopes": ["sso:account:access"]}')
  id=$(jq -r .clientId <<<"$client") secret=$(jq -r .clientSecret <<<"$client")
  begun=$(jq -n --arg id "$id" --arg secret "$secret" --arg url "$START_URL" '{clientId: $id, clientSecret: $secret, startUrl: $url}' | post device_authorization)
  tokens=$(jq -n --arg id "$id" --arg secret "$secret" --arg code "$(jq -r .deviceCode <<<"$begun")" \
    '{clientId: $id, clientSecret: $secret, grantType: "urn:ietf:params:oauth:grant-type:device_code", deviceCode: $code}' | post token)
  mkdir -p "$HOME/.aws/sso/cache"
  jq -n --argjson tokens "$tokens" --arg url "$START_URL" --arg region "$REGION" --arg id "$id" --arg secret "$secret" \
    '{startUrl: $url, region: $region, accessToken: $tokens.accessToken, refreshToken: $tokens.refreshToken, clientId: $id,
      clientSecret: $secret, registrationExpiresAt: (now + 7776000 | todate), expiresAt: (now + $tokens.expiresIn | todate)}' \
    >"$(sso_token_file)"
  chmod 600 "$(sso_token_file)"
}
sso_token_file() { printf '%s/.aws/sso/cache/%s.json\n' "$HOME" "$(printf work | sha1sum | cut -d' ' -f1)"; }

# with_sso_login: aws sso login works, also where the AWS CLI is version 1. Header: # stand-in: aws sso login
with_sso_login() {
  case $(aws --version 2>&1) in aws-cli/2.*) return 0 ;; esac
  stand_in aws <<END
if [ "\$1 \$2" = "sso login" ]; then
  SCRATCH=$(printf %q "$SCRATCH")
  . $(printf %q "$FAULTS_ROOT/conformance/faults/lib.sh")
  sso_login && echo "Successfully logged into Start URL: \$START_URL"
  exit
fi
exec "\$REAL" "\$@"
END
}

# believe_the_cluster: the account believes the tokens of the cluster's service accounts. Prints the provider's ARN.
believe_the_cluster() {
  local arn=arn:aws:iam::$ACCOUNT:oidc-provider/${SALLYPORT_SANDBOX_ISSUER#https://}
  iam CreateOpenIDConnectProvider Url="$SALLYPORT_SANDBOX_ISSUER" ClientIDList.member.1=sts.amazonaws.com ThumbprintList.member.1=0000000000000000000000000000000000000000 >/dev/null 2>&1 || true
  printf '%s\n' "$arn"
}

# pod_token ARG...: a service account's token, of the sandbox that the scripts run in.
pod_token() {
  env ${FAULTS_STATE:+XDG_STATE_HOME="$FAULTS_STATE"} HOME="$FAULTS_HOME" sallyport sandbox pod-token --name "$FAULTS_SANDBOX" "$@"
}

# instance_profile ROLE: puts a role on the instance whose metadata service this shell has; unplug takes it off again.
instance_profile() {
  iam CreateInstanceProfile InstanceProfileName="$1" >/dev/null
  iam AddRoleToInstanceProfile InstanceProfileName="$1" RoleName="$1" >/dev/null
  as_admin aws ec2 associate-iam-instance-profile --instance-id "$(workstation)" --iam-instance-profile "Name=$1" >/dev/null
}
unplug() {
  local id
  id=$(as_admin aws ec2 describe-iam-instance-profile-associations --filters "Name=instance-id,Values=$(workstation)" --query 'IamInstanceProfileAssociations[].AssociationId' --output text)
  [ -z "$id" ] || as_admin aws ec2 disassociate-iam-instance-profile --association-id "$id" >/dev/null
}
workstation() {
  if [ ! -f "$FAULTS_DIR/workstation" ]; then
    as_admin aws ec2 describe-instances --filters Name=tag:Name,Values=workstation --query 'Reservations[0].Instances[0].InstanceId' --output text >"$FAULTS_DIR/workstation"
  fi
  cat "$FAULTS_DIR/workstation"
}

# metadata_options KEY=VALUE...: HttpTokens=required, HttpPutResponseHopLimit=1, HttpEndpoint=disabled for that instance;
# with nothing, the usual ones.
metadata_options() {
  [ $# -gt 0 ] || set -- HttpTokens=optional HttpPutResponseHopLimit=1 HttpEndpoint=enabled
  metadata_options_of "$(workstation)" "$@"
}
metadata_options_of() { # INSTANCE KEY=VALUE...
  local id=$1
  shift
  query ec2 "$REGION" 2016-11-15 ModifyInstanceMetadataOptions InstanceId="$id" "$@" >/dev/null
}

# assume ROLE_ARN [SESSION]: keys of a session of a role, taken with the person's own keys; the person may then do so.
# Prints id, secret and token with blanks between.
assume() {
  allow "$USER_NAME" sts:AssumeRole "$1"
  aws sts assume-role --role-arn "$1" --role-session-name "${2:-session}" --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text | tr '\t' ' '
}

# trouble KEY=VALUE...: the sandbox's trouble for this user alone: clock=+20m, sessions-ended=TIME, cloud9=true.
trouble() {
  local tag
  for tag in "$@"; do
    iam TagUser UserName="$USER_NAME" Tags.member.1.Key="sandbox:${tag%%=*}" Tags.member.1.Value="${tag#*=}" >/dev/null
  done
}
