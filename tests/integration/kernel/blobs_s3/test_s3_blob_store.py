from __future__ import annotations

import dataclasses
from typing import cast

import pytest

from kernel.blobs.api import BlobStore, BlobStoreUnavailable
from kernel.blobs.s3 import S3BlobStore, S3Settings
from kernel.errors import Misconfigured
from kernel.ids import TenantId, new_id
from tests.fakes.blob_store import FakeKeys
from tests.fakes.blob_store_contract import LETTER, BlobStoreContract, put
from wiring.services.daemon import free_ports

pytestmark = pytest.mark.s3


class TestS3BlobStore(BlobStoreContract):
    @pytest.fixture
    def store(self, keys: FakeKeys, s3_settings: S3Settings) -> BlobStore:
        return S3BlobStore(s3_settings, keys)

    def damage(self, store: BlobStore, tenant_id: TenantId, key: str) -> None:
        s3 = cast("S3BlobStore", store)
        name = s3._name(tenant_id, key)
        sealed = s3._client.get_object(Bucket=s3._settings.bucket, Key=name)["Body"].read()
        s3._client.put_object(Bucket=s3._settings.bucket, Key=name, Body=sealed[:-1] + bytes([sealed[-1] ^ 1]))

    def test_shows_the_server_nothing_readable(self, store: BlobStore, tenant: TenantId) -> None:
        s3 = cast("S3BlobStore", store)
        name = s3._name(tenant, put(store, tenant, LETTER).key)
        assert name.startswith("mail/")
        assert LETTER[:8] not in s3._client.get_object(Bucket=s3._settings.bucket, Key=name)["Body"].read()

    def test_has_the_server_check_what_arrives(self, store: BlobStore, tenant: TenantId) -> None:
        s3 = cast("S3BlobStore", store)
        with pytest.raises(s3._client.exceptions.ClientError):
            s3._client.put_object(Bucket=s3._settings.bucket, Key="x", Body=LETTER, ChecksumSHA256="A" * 43 + "=")

    def test_creates_only_where_nothing_is(self, store: BlobStore, tenant: TenantId) -> None:
        s3 = cast("S3BlobStore", store)
        name = s3._name(tenant, put(store, tenant, LETTER).key)
        with pytest.raises(s3._client.exceptions.ClientError) as caught:
            s3._client.put_object(Bucket=s3._settings.bucket, Key=name, Body=b"", IfNoneMatch="*")
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 412


@pytest.mark.parametrize("change", [{"secret_key": "wrong"}, {"access_key": "nobody"}, {"bucket": "no-such-bucket"}])
def test_names_a_wrong_setting(s3_settings: S3Settings, change: dict[str, str]) -> None:
    # A server that makes buckets on demand would accept the last case: it is read, not written.
    store = S3BlobStore(dataclasses.replace(s3_settings, **change), FakeKeys())  # type: ignore[arg-type] # all are texts
    with pytest.raises(Misconfigured):
        list(store.keys(TenantId(new_id())))


def test_says_so_when_nobody_answers(s3_settings: S3Settings) -> None:
    nobody = dataclasses.replace(s3_settings, endpoint=f"http://127.0.0.1:{free_ports(1)[0]}")
    with pytest.raises(BlobStoreUnavailable) as caught:
        put(S3BlobStore(nobody, FakeKeys()), TenantId(new_id()), LETTER)
    assert caught.value.temporary
