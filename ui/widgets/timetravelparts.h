#pragma once

#include "core/engine/rerun.h"
#include "ui/models/timetravelmodel.h"
#include "ui/widgets/theme.h"

#include <QStyledItemDelegate>
#include <QTableView>
#include <QWidget>

namespace hw::widgets {

/// How many events came to which outcome: a part for each, failures never too small to be seen; while it runs, how far
/// it is.
class VerdictBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VerdictBar)

public:
    explicit VerdictBar(const Theme& theme, QWidget* parent = nullptr);

    /// `done` of `total`; -1 = not known, the bar is full then.
    void setCounts(const engine::RerunReport& counts, qint64 done, qint64 total);

    [[nodiscard]] QSize sizeHint() const override { return {200, thickness}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static constexpr int thickness = 8;

    const Theme& m_theme;
    engine::RerunReport m_counts;
    double m_share = 1;
};

/// A big number with a word: "5 now fail".
class BigCount final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BigCount)

public:
    BigCount(const Theme& theme, const QString& word, Token token, QWidget* parent = nullptr);

    void setCount(qint64 count);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_word;
    Token m_token;
    QString m_count;
};

/// The events whose outcome differs.
class TimeTravelTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeTravelTable)

public:
    TimeTravelTable(const Theme& theme, models::TimeTravelModel& model, QWidget* parent = nullptr);

Q_SIGNALS:
    void currentRowChanged(int row);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    class Delegate;

    void applyTheme();
    void layOutColumns();

    const Theme& m_theme;
    Delegate* m_delegate;
};

} // namespace hw::widgets
