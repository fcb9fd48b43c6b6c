#include "tests/support/processtree.h"

#include <QByteArray>
#include <QDir>
#include <QFile>

namespace hw::test {

qint64 treePss(qint64 pid)
{
    qint64 sum = 0;
    QFile rollup(QStringLiteral("/proc/%1/smaps_rollup").arg(pid));
    if (rollup.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : rollup.readAll().split('\n')) {
            if (line.startsWith("Pss:"))
                sum += line.mid(4).trimmed().split(' ').first().toLongLong();
        }
    }
    for (const QString& task :
         QDir(QStringLiteral("/proc/%1/task").arg(pid)).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile children(QStringLiteral("/proc/%1/task/%2/children").arg(pid).arg(task));
        if (!children.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& child : children.readAll().simplified().split(' ')) {
            if (!child.isEmpty())
                sum += treePss(child.toLongLong());
        }
    }
    return sum;
}

} // namespace hw::test
