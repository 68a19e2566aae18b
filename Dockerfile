# Rightswatch in a container: hash-pinned Python packages, Chromium and fonts from Debian, no root.
# Another base is one that has python3 with venv and apt-get, as plain Debian 12 with python3-venv.
ARG BASE=python:3.12-slim-bookworm
# hadolint ignore=DL3006
FROM ${BASE} AS build

WORKDIR /build
COPY locks/bootstrap.lock locks/runtime.lock ./locks/
RUN python3 -m venv /opt/tools \
    && /opt/tools/bin/pip install --no-cache-dir --require-hashes -r locks/bootstrap.lock \
    && python3 -m venv --without-pip /opt/rightswatch \
    && /opt/tools/bin/pip --python /opt/rightswatch install --no-cache-dir --require-hashes \
        -r locks/runtime.lock
COPY pyproject.toml README.md LICENSE ./
COPY monitor monitor
COPY spiders spiders
COPY rules rules
COPY alerts alerts
RUN PATH=/opt/tools/bin:$PATH pip wheel --no-cache-dir --no-deps --no-build-isolation --no-index \
        --wheel-dir /dist . \
    && /opt/tools/bin/pip --python /opt/rightswatch install --no-cache-dir --no-deps --no-index \
        /dist/*.whl

# hadolint ignore=DL3006
FROM ${BASE}

# Debian's security updates are wanted, so its packages are not pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends chromium fonts-noto-cjk tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin rightswatch \
    && install -d -o rightswatch -g rightswatch /srv/rightswatch /srv/rightswatch/data
COPY --from=build /opt/rightswatch /opt/rightswatch
ENV PATH=/opt/rightswatch/bin:$PATH PYTHONUNBUFFERED=1

# rightswatch.yaml and its pictures are mounted here; data/ is what must be kept.
WORKDIR /srv/rightswatch
VOLUME /srv/rightswatch/data
USER 10001:10001

HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 \
    CMD ["rightswatch", "doctor", "--probe"]
STOPSIGNAL SIGTERM
# tini takes up what browsers leave behind, on engines that give no such process too.
ENTRYPOINT ["tini", "--", "rightswatch"]
CMD ["run"]
