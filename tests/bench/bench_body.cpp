// A JSON body of 100 MB, from its file in data/blobs to the first rows of the tree, and what it costs in memory: for
// rows of three shapes, one long array, many members, and one deep chain of containers.

#include "core/store/blobs.h"
#include "ui/models/jsontreemodel.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>

using namespace hw;

namespace {

constexpr qsizetype size = 100 * 1000 * 1000;

QByteArray longArray()
{
    QByteArray text = "{\"object\":\"list\",\"data\":[";
    text.reserve(size + 200);
    for (int i = 0; text.size() < size; ++i) {
        text += (i ? "," : "") + QByteArray("{\"id\":\"evt_") + QByteArray::number(i) +
                "\",\"amount\":" + QByteArray::number(i * 7) +
                ",\"customer\":{\"email\":\"ada@example.com\",\"tags\":[" +
                "\"a\",\"b\"]},\"note\":\"some words that stand for a text of usual length\"}";
    }
    return text + "]}";
}

QByteArray manyMembers()
{
    QByteArray text = "{";
    text.reserve(size + 200);
    for (int i = 0; text.size() < size; ++i)
        text += (i ? ",\"key" : "\"key") + QByteArray::number(i) + "\":" + QByteArray::number(i);
    return text + "}";
}

QByteArray oneText()
{
    return "{\"type\":\"file.created\",\"content\":\"" + QByteArray(size, 'x') + "\",\"last\":true}";
}

qint64 residentKiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

/// Forgets the highest resident size so far.
void resetPeak()
{
    QFile clear(QStringLiteral("/proc/self/clear_refs"));
    if (clear.open(QIODevice::WriteOnly))
        clear.write("5");
}

} // namespace

int main()
{
    QTextStream out(stdout);
    const QTemporaryDir dir;
    const store::Blobs blobs(dir.filePath(QStringLiteral("headwater.db")));
    const std::pair<const char*, QByteArray (*)()> shapes[] = {
        {"one long array", longArray}, {"many members", manyMembers}, {"one long text", oneText}};
    for (const auto& [name, make] : shapes) {
        QByteArray text = make();
        const qsizetype bytes = text.size();
        QElapsedTimer timer;
        timer.start();
        const auto stored = blobs.put(text);
        const auto putMs = timer.elapsed();
        text = QByteArray();
        if (!stored)
            return 1;
        resetPeak();
        timer.start();
        const auto body = blobs.get(*stored, bytes);
        const auto getMs = timer.elapsed();
        auto outline = json::Outline::open(body.valueOr({}));
        if (!outline)
            return 1;
        models::JsonTreeModel model;
        model.setOutline(std::shared_ptr<json::Outline>(*std::move(outline)));
        for (int row = 0; row < std::min(50, model.rowCount()); ++row)
            (void)model.index(row, 0).data(models::JsonTreeModel::ValueRole);
        const auto firstMs = timer.elapsed();
        const QModelIndex second = model.index(1, 0);
        if (model.canFetchMore(second))
            model.fetchMore(second);
        const auto openedMs = timer.elapsed();
        out << name << ", " << bytes / 1000000 << " MB: stored in " << putMs << " ms, read in " << getMs
            << " ms, first rows after " << firstMs << " ms, the second opened after " << openedMs << " ms; at most "
            << residentKiB() / 1024 << " MiB, " << double(residentKiB()) * 1024 / double(bytes) << " times the body"
            << Qt::endl;
    }
    return 0;
}
