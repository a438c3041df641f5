"""The files under deploy/ are valid, safe, and speak of commands, settings and metrics that exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import promql_parser
import pytest
import yaml

from bot.base.settings import Settings, load_settings
from bot.entry.catalogue import ledger_of
from bot.entry.own_files import AREAS, TEAMS, TOWNS
from bot.entry.startup import refuse_unfit_console, refuse_unfit_webhook, refuse_unfit_worker
from bot.store.crypto import new_secret
from bot.triage.open_lines import missing_local
from resources.load import load_hotlines
from tests.structure.deploying import (
    DEPLOY,
    MANIFESTS,
    ROOT,
    alert_rules,
    commands,
    compose,
    dashboard,
    documents,
    metric_names,
    objects,
    pods,
    queries,
    understood,
)

TOOLS = Path(sys.executable).parent
SETTINGS = {f"TSUNAGU_{name.upper()}" for name in Settings.model_fields}
KEPT_FROM = {
    "webhook": {"keys_text", "database_url", "secret_console", "line_channel_access_token", "smtp_url"},
    "worker": {"secret_console", "line_channel_secret"},
    "console": {"keys_identity", "line_channel_secret", "line_channel_access_token", "redis_url", "smtp_url"},
    "migrate": {"keys_text", "keys_identity", "secret_console", "line_channel_secret", "line_channel_access_token"},
}
"""Secrets that a process must not be given (decision 002)."""
FROM_ELSEWHERE = {"proxy", "prometheus", "alertmanager", "grafana"}
"""Images that choose their user themselves: without capabilities, on a root that cannot be written."""


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def tool(name: str) -> Path:
    found = TOOLS / name if (TOOLS / name).exists() else shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return Path(found)


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.stem)
def test_manifests_fit_the_schema_of_kubernetes(path: Path) -> None:
    for found in documents(path):
        kubernetes_validate.validate(found, "1.37", strict=True)


def test_the_kustomization_names_every_manifest() -> None:
    named = documents(DEPLOY / "kubernetes" / "kustomization.yaml")[0]["resources"]
    assert sorted(named) == [path.name for path in MANIFESTS]


@pytest.mark.parametrize("name", list(pods()))
def test_pods_run_as_nobody_on_a_root_that_cannot_be_written(name: str) -> None:
    spec = pods()[name]["spec"]
    assert spec["securityContext"]["runAsNonRoot"]
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    for container in spec["containers"]:
        own = container["securityContext"]
        assert own["readOnlyRootFilesystem"]
        assert own["allowPrivilegeEscalation"] is False
        assert own["capabilities"] == {"drop": ["ALL"]}
        assert set(container["resources"]["requests"]) == {"cpu", "memory"}
        assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize("found", objects("Deployment"), ids=lambda found: found["metadata"]["name"])
def test_deployments_are_probed_spread_and_kept_up(found: dict[str, Any]) -> None:
    assert found["spec"]["replicas"] >= 2
    assert found["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    container = found["spec"]["template"]["spec"]["containers"][0]
    ports = {port["name"] for port in container["ports"]}
    paths = {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
    for probe, path in paths.items():
        assert container[probe]["httpGet"]["path"] == path
        assert container[probe]["httpGet"]["port"] in ports
    budgets = {one["metadata"]["name"]: one["spec"] for one in objects("PodDisruptionBudget")}
    budget = budgets[found["metadata"]["name"]]
    assert budget["selector"] == found["spec"]["selector"]
    assert 1 <= budget["minAvailable"] < found["spec"]["replicas"]


def test_workers_grow_with_the_letters_that_wait() -> None:
    scaler = next(one for one in objects("HorizontalPodAutoscaler") if one["metadata"]["name"] == "tsunagu-worker")
    metric = scaler["spec"]["metrics"][0]["external"]["metric"]["name"]
    rules = documents(DEPLOY / "kubernetes" / "adapter-rules.yaml")[0]["rules"]["external"]
    assert metric == "tsunagu_mailbox_depth" in metric_names()
    assert metric in {rule["name"]["as"] for rule in rules}
    assert all(one["spec"]["scaleTargetRef"]["name"] in names() for one in objects("HorizontalPodAutoscaler"))


def names() -> set[str]:
    return {found["metadata"]["name"] for found in objects("Deployment")}


def test_the_network_is_closed_and_every_process_has_a_way_of_its_own() -> None:
    policies = {found["metadata"]["name"]: found["spec"] for found in objects("NetworkPolicy")}
    assert policies["closed"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    assert set(pods()) <= set(policies)
    for name in pods():
        assert policies[name]["podSelector"]["matchLabels"] == {"app.kubernetes.io/component": name}
    reached = {port["port"] for rule in policies["console"]["egress"] for port in rule["ports"]}
    assert reached == {5432}, "the desk cannot reach the letters"
    reached = {port["port"] for rule in policies["webhook"]["egress"] for port in rule["ports"]}
    assert reached == {6379}, "the webhook cannot reach the rows"


@pytest.mark.parametrize("name", list(pods()))
def test_each_pod_is_given_its_own_secrets_only(name: str) -> None:
    spec = pods()[name]["spec"]
    mounted = {item["key"] for volume in spec["volumes"] for item in volume.get("secret", {}).get("items", ())}
    named = {env["value"].rsplit("/", 1)[1] for env in spec["containers"][0]["env"] if env["name"].endswith("_FILE")}
    assert mounted == named
    assert mounted.isdisjoint(KEPT_FROM[name])


@pytest.mark.parametrize(("where", "arguments"), list(commands()), ids=[where for where, _ in commands()])
def test_every_command_is_one_that_the_program_understands(where: str, arguments: list[str]) -> None:
    understood(arguments)


def environments() -> Iterator[tuple[str, str]]:
    for pod in pods().values():
        yield from (("kubernetes", env["name"]) for env in pod["spec"]["containers"][0]["env"])
    yield from (("kubernetes", name) for found in objects("ConfigMap") for name in found["data"])
    for service in compose()["services"].values():
        yield from (("compose", name) for name in service.get("environment", {}) if name.startswith("TSUNAGU_"))


def test_every_setting_that_is_given_exists() -> None:
    given = {name.removesuffix("_FILE") for _, name in environments()}
    assert given <= SETTINGS, given - SETTINGS


def test_compose_fits_its_schema() -> None:
    run(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")


def test_compose_holds_what_a_machine_needs() -> None:
    services = compose()["services"]
    assert {"postgres", "redis", "migrate", "webhook", "worker", "console", "proxy"} <= set(services)
    assert services["webhook"]["deploy"]["replicas"] == services["worker"]["deploy"]["replicas"] == 2
    ours = {name for name, service in services.items() if service.get("image", "").startswith("tsunagu")}
    for name in ours:
        assert services[name]["env_file"] == [{"path": "./settings.env", "required": False}], "any setting can be given"
        assert services[name]["environment"]["TSUNAGU_DATA_DIR"] == "/data"
    for name, way in (("worker", "./data:/data:ro"), ("console", "./data:/data:ro"), ("tools", "./data:/data")):
        assert way in services[name]["volumes"], "the municipality's own files"
    assert services["tools"]["profiles"] == ["tools"], "runs only when it is called"
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert published == {"proxy": ["80:80", "443:443"], "grafana": ["127.0.0.1:3000:3000"]}
    for name, service in services.items():
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert name in FROM_ELSEWHERE or service["user"].split(":")[0] not in ("", "0", "root"), name


def test_compose_gives_each_process_its_own_secrets_and_ways() -> None:
    found = compose()
    for name, kept in KEPT_FROM.items():
        service = found["services"][name]
        files = {value.rsplit("/", 1)[1] for key, value in service["environment"].items() if key.endswith("_FILE")}
        assert files == set(service["secrets"])
        assert kept.isdisjoint(files)
        assert set(service["secrets"]) <= set(found["secrets"])
        assert set(service["networks"]) <= set(found["networks"])
    assert "letters" not in found["services"]["console"]["networks"]
    assert "rows" not in found["services"]["webhook"]["networks"]
    assert "outside" not in found["services"]["webhook"]["networks"]


def test_what_compose_takes_from_its_own_file_is_named_in_the_runbook() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    runbook = (DEPLOY / "runbook.md").read_text(encoding="utf-8")
    section = runbook[runbook.index("### 一台の機械、コンテナあり") : runbook.index("### Kubernetesで動かす")]
    assert asked <= set(re.findall(r"[A-Z_]{5,}", section))


def test_an_image_holds_no_secret_and_no_environment_of_somebody() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*"
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    copied = set(re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.M))
    assert let_in == {name for line in copied for name in line.split()}


def test_the_sample_settings_of_kubernetes_let_every_process_start() -> None:
    (given,) = (found["data"] for found in objects("ConfigMap"))
    secrets = {"keys_text": new_secret(), "keys_identity": new_secret(), "secret_console": new_secret()}
    secrets |= {"line_channel_secret": os.urandom(16).hex(), "line_channel_access_token": new_secret()}
    plain = {name.removeprefix("TSUNAGU_").lower(): value for name, value in given.items()}
    settings = load_settings(**secrets, **plain, smtp_url="smtp://mail.example.jp:587")
    for refuse in (refuse_unfit_webhook, refuse_unfit_worker, refuse_unfit_console):
        refuse(settings)
    lines = load_hotlines()
    assert missing_local(lines, settings.local_numbers) == []
    example = (DEPLOY / "env.example").read_text(encoding="utf-8")
    assert re.findall(r"\b(local_[a-z_]+)=", example) == missing_local(lines, {})


@pytest.mark.parametrize("name", ["worker", "console"])
def test_a_pod_reads_the_municipalitys_own_files(name: str) -> None:
    spec = pods()[name]["spec"]
    (mount,) = (one for one in spec["containers"][0]["volumeMounts"] if one["name"] == "data")
    assert (mount["mountPath"], mount["readOnly"]) == ("/data", True)
    (volume,) = (one["configMap"] for one in spec["volumes"] if one["name"] == "data")
    assert volume["optional"], "without them the sample holds"
    catalogue = ledger_of(load_settings(data_dir="/data")).path
    wanted = {f"/data/{AREAS}", f"/data/{TEAMS}", f"/data/{TOWNS}", str(catalogue)}
    assert {f"/data/{item['path']}" for item in volume["items"]} == wanted


def test_an_alert_reaches_somebody() -> None:
    told = documents(DEPLOY / "prometheus" / "alertmanager.yml")[0]
    ways = {one["name"] for one in told["receivers"] if one["email_configs"]}
    assert {told["route"]["receiver"], *(one["receiver"] for one in told["route"]["routes"])} == ways
    for name in ("prometheus.yml", "prometheus-vm.yml"):
        found = documents(DEPLOY / "prometheus" / name)[0]
        assert found["rule_files"] == ["alerts.yaml"]
        ((target,),) = (one["targets"] for one in found["alerting"]["alertmanagers"][0]["static_configs"])
        assert target.endswith(":9093")
        assert {job["job_name"] for job in found["scrape_configs"]} == {"tsunagu-webhook", "tsunagu-worker"}


def test_on_one_machine_every_process_is_watched() -> None:
    jobs = documents(DEPLOY / "prometheus" / "prometheus-vm.yml")[0]["scrape_configs"]
    watched = {job["job_name"]: job["static_configs"][0]["targets"] for job in jobs}
    for name, targets in watched.items():
        unit = (DEPLOY / "systemd" / f"{name}.service").read_text(encoding="utf-8")
        found = re.search(r"--workers (\d+) --metrics-port (\d+)$", unit, re.M)
        assert found
        assert targets == [f"127.0.0.1:{int(found[2]) + number}" for number in range(int(found[1]))]


def test_the_dockerfile_passes_hadolint() -> None:
    run(TOOLS / "hadolint", DEPLOY / "Dockerfile")
    last = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").rsplit("FROM ", 1)[1]
    assert "USER 10001:10001" in last


@pytest.mark.parametrize("path", sorted((DEPLOY / "systemd").glob("*.service")), ids=lambda path: path.stem)
def test_units_are_valid_and_locked_up(path: Path, tmp_path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    for line in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "CapabilityBoundingSet=",
        "LimitCORE=0",
        "User=tsunagu",
    ):
        assert re.search(rf"^{line}$", content, re.M), line
    verify = tool("systemd-analyze")
    for other in path.parent.glob("*.service"):
        text = other.read_text(encoding="utf-8").replace("/opt/tsunagu/.venv/bin/tsunagu", "/bin/true")
        (tmp_path / other.name).write_text(text, encoding="utf-8")
    run(verify, "verify", tmp_path / path.name)


@pytest.mark.parametrize(
    ("where", "query"), list(queries()), ids=[f"{where}-{i}" for i, (where, _) in enumerate(queries())]
)
def test_every_query_is_sound_and_asks_for_a_metric_that_exists(where: str, query: str) -> None:
    promql_parser.parse(query)
    asked = set(re.findall(r"tsunagu_[a-z_]+", query))
    assert asked <= metric_names(), asked - metric_names()
    assert asked or "up{" in query


def test_what_an_operator_must_know_rings() -> None:
    rung = " ".join(rule["expr"] for rule in alert_rules())
    for metric in ("mailbox_age_seconds", "outbox_failed", "alerts_unclaimed", "hotlines_stale", "mailbox_buried"):
        assert f"tsunagu_{metric}" in rung
    assert {rule["labels"]["severity"] for rule in alert_rules()} == {"page", "ticket"}


def test_every_alert_leads_to_a_section_of_the_runbook() -> None:
    runbook = (DEPLOY / "runbook.md").read_text(encoding="utf-8")
    for rule in alert_rules():
        section, _, row = rule["annotations"]["runbook"].partition(": ")
        assert f"## {section}" in runbook, rule["alert"]
        assert not row or row in runbook, rule["alert"]


def test_alerts_ring_when_they_should() -> None:
    promtool = tool("promtool")
    folder = DEPLOY / "prometheus"
    for name in ("prometheus.yml", "prometheus-vm.yml"):
        run(promtool, "check", "config", "--syntax-only", folder / name)
    run(promtool, "check", "rules", folder / "alerts.yaml")
    run(promtool, "test", "rules", folder / "alerts_test.yaml")


def test_the_dashboard_has_no_two_panels_in_one_place() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in dashboard()["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert taken.isdisjoint(cells)
        assert all(x < 24 for x, _ in cells)
        taken |= cells
    ids = [panel["id"] for panel in dashboard()["panels"]]
    assert len(ids) == len(set(ids))


def test_only_the_callback_and_the_desk_are_reachable_from_outside() -> None:
    proxy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert re.search(r"path /callback$", proxy, re.M)
    assert re.search(r"@inner path /metrics /healthz /readyz$", proxy, re.M)
    paths = {
        (path["path"], path["pathType"], path["backend"]["service"]["name"])
        for found in objects("Ingress")
        for rule in found["spec"]["rules"]
        for path in rule["http"]["paths"]
    }
    assert paths == {("/callback", "Exact", "tsunagu-webhook"), ("/", "Prefix", "tsunagu-console")}


def test_yaml_files_hold_no_key_twice() -> None:
    class Strict(yaml.SafeLoader):
        pass

    def build(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge"]
        assert len(keys) == len(set(keys)), keys
        loader.flatten_mapping(node)
        return loader.construct_mapping(node)

    Strict.add_constructor("tag:yaml.org,2002:map", build)
    for path in DEPLOY.rglob("*.y*ml"):
        list(yaml.load_all(path.read_text(encoding="utf-8"), Strict))
