#include "core/engine/eventexport.h"

#include "core/base/files.h"
#include "core/http/httpfile.h"
#include "core/record/eventfile.h"

#include <QDir>
#include <QFileDevice>

#include <algorithm>
#include <functional>

namespace hw::engine {

namespace {

Result<qint64> eachStored(store::Reader& reader, std::vector<qint64> seqs, std::atomic<int>* progress,
                          const std::function<Result<void>(const store::StoredEvent& stored)>& write)
{
    std::sort(seqs.begin(), seqs.end());
    qint64 count = 0;
    for (const qint64 seq : seqs) {
        const auto stored = reader.eventBySeq(seq);
        if (!stored)
            return stored.error();
        if (!*stored)
            continue;
        if (const auto written = write(**stored); !written)
            return written.error();
        ++count;
        if (progress && progress->fetch_add(1) < 0)
            return Error{ErrorCode::Cancelled};
    }
    return count;
}

Result<void> put(QIODevice& out, const QByteArray& bytes)
{
    if (out.write(bytes) == bytes.size())
        return {};
    const auto* file = qobject_cast<const QFileDevice*>(&out);
    const QString name = file ? file->fileName() : QString();
    return Error{ErrorCode::IoError, {name.isEmpty() ? QStringLiteral("standard output") : name, out.errorString()}};
}

} // namespace

Result<qint64> writeEvents(store::Reader& reader, std::vector<qint64> seqs, const EventExport& how, QIODevice& out)
{
    const bool isHar = how.format == EventFormat::Har;
    const HarFrame frame = harFrame(how.version);
    if (isHar) {
        if (auto written = put(out, frame.begin); !written)
            return written.error();
    }
    bool first = true;
    const auto count =
        eachStored(reader, std::move(seqs), how.progress, [&](const store::StoredEvent& stored) -> Result<void> {
            const Run run = stored.run.value_or(Run());
            QByteArray bytes;
            if (isHar)
                bytes =
                    (first ? QByteArray() : frame.separator) + json::write(toHarEntry(stored.event, run, how.origin));
            else
                bytes = toEventLine(stored.event, run) + '\n';
            first = false;
            return put(out, bytes);
        });
    if (!count || !isHar)
        return count;
    if (auto written = put(out, frame.end); !written)
        return written.error();
    return count;
}

Result<qint64> writeRequests(store::Reader& reader, std::vector<qint64> seqs, const QString& folder,
                             std::atomic<int>* progress)
{
    if (const auto made = files::makePath(folder); !made)
        return made.error();
    return eachStored(reader, std::move(seqs), progress, [&](const store::StoredEvent& stored) {
        return files::writeAtomically(QDir(folder).filePath(stored.event.id + QStringLiteral(".http")),
                                      http::httpfile::serialize(stored.event.request));
    });
}

} // namespace hw::engine
