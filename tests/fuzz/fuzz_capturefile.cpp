// Importers: .http, cURL, HAR, JSON lines. Whatever they accept can be written as .http and read back the same.

#include "core/http/capturefile.h"
#include "core/http/httpfile.h"

#include <cstdint>
#include <cstdlib>

using namespace hw;
using namespace hw::http;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    (void)captureFormOf(text);
    (void)readCaptures(text);
    (void)parseCurl(text);
    const Result<Message> message = httpfile::parse(text);
    if (!message)
        return 0;
    const QByteArray written = httpfile::serialize(*message);
    if (written != text.toByteArray())
        std::abort();
    return 0;
}
