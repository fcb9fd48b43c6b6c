#pragma once

#include "ui/models/directorydetail.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>

namespace hw::widgets {

// What the Directory's detail panel is made of: buttons without a frame, so that keyboard and screen reader reach them.
// One that leads nowhere takes neither focus nor hover.

/// A key and its JSON value in the colour of its type. A click copies the value.
class DirectoryPropertyRow final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryPropertyRow)

public:
    DirectoryPropertyRow(const Theme& theme, const models::DirectoryProperty& property, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    models::DirectoryProperty m_property;
};

/// A bordered word with an icon that leads to a row.
class DirectoryChipButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryChipButton)

public:
    DirectoryChipButton(const Theme& theme, const models::DirectoryChip& chip, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    models::DirectoryChip m_chip;
};

/// Widgets beside each other, wrapped where the line is full.
class FlowBox final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowBox)

public:
    explicit FlowBox(QWidget* parent = nullptr);

    /// Takes ownership.
    void add(QWidget* widget);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return arrange(width, Arrange::Measure); }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Arrange { Measure, Place };
    int arrange(int width, Arrange what) const;

    QList<QWidget*> m_widgets;
};

/// A member or a recipient in one line, or a run of the timeline in two with a line to the next.
class DirectoryItemRow final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryItemRow)

public:
    enum class Look { Line, Timeline, TimelineEnd };

    DirectoryItemRow(const Theme& theme, const models::DirectoryItem& item, Look look, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    models::DirectoryItem m_item;
    Look m_look;
};

/// "Identify user from customer.updated", the source's glyph and the time; leads to the event.
class DirectoryChangeRow final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryChangeRow)

public:
    DirectoryChangeRow(const Theme& theme, const models::DirectoryChange& change, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    models::DirectoryChange m_change;
};

/// A word in the accent colour that does something.
class LinkButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkButton)

public:
    LinkButton(const Theme& theme, const QString& text, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

} // namespace hw::widgets
