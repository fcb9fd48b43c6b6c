#pragma once

#include "ui/models/eventdetail.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>

#include <optional>

namespace hw::widgets {

/// One row of the detail's lists: icon, title, text, and at the right end a bar or a chip and a duration. Clicking it
/// leads further where somebody listens to clicked().
class DetailRow final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailRow)

public:
    struct Content
    {
        QString icon;
        models::Tone iconTone = models::Tone::Plain;
        QString title;
        QString text;
        bool isQuiet = false; ///< a stage that was not reached
        std::optional<models::StatusLabel> chip;
        bool hasBar = false;
        double barStart = 0;
        double barLength = 0;
        models::Tone barTone = models::Tone::Ok;
        QString duration;
        bool hasRightColumn = true;
    };

    DetailRow(const Theme& theme, Content content, QWidget* parent = nullptr);

    [[nodiscard]] const Content& content() const { return m_content; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Content m_content;
};

/// A section's label with a second one at the right end.
class SectionLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SectionLabel)

public:
    enum class Place { First, Later }; ///< at the panel's top, or after rows

    SectionLabel(const Theme& theme, const QString& text, Place place = Place::First, QWidget* parent = nullptr);

    void setText(const QString& text);
    void setRightText(const QString& text);
    [[nodiscard]] const QString& rightText() const { return m_right; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_text;
    QString m_right;
    Place m_place;
};

} // namespace hw::widgets
