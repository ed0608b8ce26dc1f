# code: D-CONFIG-WRONG
# title: a profile with a role says neither source_profile nor credential_source
# remedy: none whose keys assume the role is for the person to say
start() { role_by_profile; }
plant() { sed -i '/^source_profile/d' "$HOME/.aws/config"; }
